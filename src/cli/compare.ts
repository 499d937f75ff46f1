import type { Command } from 'commander'
import { compareReported, mustBeReported } from '../office/compare.ts'
import { compareJson } from '../office/reported-json.ts'
import type { Around } from './around.ts'
import { countingCommand, type CountingOptions, withCounting } from './counting.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { compareText } from './show/compare.ts'

const compareWith: typeof compareReported = async (...question) => {
  const found = await compareReported(...question)
  return found.ok ? mustBeReported(found.value) : found
}

export function compare(around: Around): Command {
  return countingCommand('compare', around)
    .description('số tính từ sổ bên cạnh số đã công bố / computed figures beside the published ones')
    .option('--unit <code>', 'mã đơn vị; bỏ trống: cả tỉnh / unit code; left out: the whole province')
    .option('--source <id>', 'chỉ nguồn này / this source only')
    .option('--json', 'in JSON / print JSON')
    .action(async (options: CountingOptions & { unit?: string; source?: string }, command: Command) => {
      const ask = asked(command)
      const answer = valueOf(
        await withCounting(options, around, (counting, question) =>
          compareWith(counting, question, { unit: options.unit ?? counting.root, source: options.source ?? null }),
        ),
        ask,
      )
      if (answer === null) return
      if (ask.json) printJson(compareJson(answer, ask.language))
      else print(compareText(answer, ask.language))
    })
}
