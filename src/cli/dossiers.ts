import { type Command, InvalidArgumentError, Option } from 'commander'
import { limits } from '../core/limits.ts'
import { behind, type Side } from '../office/counting/behind.ts'
import { behindAnswer } from '../office/counting/json.ts'
import type { Around } from './around.ts'
import { countingCommand, type CountingOptions, withCounting } from './counting.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { behindText } from './show/behind.ts'

type Options = CountingOptions & {
  readonly unit?: string
  readonly indicator: string
  readonly passing?: boolean
  readonly offset: number
  readonly limit: number
}

export function dossiers(around: Around): Command {
  return countingCommand('dossiers', around)
    .description('hồ sơ đằng sau một con số / the dossiers behind a number')
    .option('--unit <code>', 'mã đơn vị; bỏ trống: cả tỉnh / unit code; left out: the whole province')
    .requiredOption('--indicator <id>', 'chỉ số / indicator: on-time')
    .option('--failing', 'không đạt: trong mẫu số, ngoài tử số (mặc định) / in the whole, not in the part (default)')
    .addOption(new Option('--passing', 'đạt: trong tử số / in the part').conflicts('failing'))
    .option('--offset <n>', 'bỏ qua / rows to pass over', whole, 0)
    .option('--limit <n>', `số dòng, nhiều nhất / rows, at most ${limits.listRows}`, whole, 50)
    .option('--json', 'in JSON / print JSON')
    .action(async (options: Options, command: Command) => {
      const ask = asked(command)
      const side: Side = options.passing === true ? 'passing' : 'failing'
      const { indicator, offset, limit } = options
      const answer = valueOf(
        await withCounting(options, around, async (counting, question) => {
          const unit = options.unit ?? counting.root
          const list = await behind(counting, question, { unit, indicator, side, offset, limit })
          if (!list.ok) return list
          const json = { ...behindAnswer(list.value, question, counting), watermark: list.value.watermark }
          return { ok: true, value: { list: list.value, json } }
        }),
        ask,
      )
      if (answer === null) return
      if (ask.json) printJson({ ...answer.json, side, offset })
      else print(behindText(answer.list, side, ask.language))
    })
}

function whole(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('0, 1, 2 …')
}
