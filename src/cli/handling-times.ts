import type { Command } from 'commander'
import { handlingTimes } from '../office/counting/handling.ts'
import { handlingAnswer } from '../office/counting/json.ts'
import type { Around } from './around.ts'
import { countingCommand, type CountingOptions, withCounting } from './counting.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { handlingText } from './show/handling.ts'

export function handlingTimesCommand(around: Around): Command {
  return countingCommand('handling-times', around)
    .description('thời gian giải quyết theo từng thủ tục / how long dossiers took, by procedure')
    .option('--unit <code>', 'mã đơn vị; bỏ trống: cả tỉnh / unit code; left out: the whole province')
    .option('--json', 'in JSON / print JSON')
    .action(async (options: CountingOptions & { unit?: string }, command: Command) => {
      const ask = asked(command)
      const handling = valueOf(
        await withCounting(options, around, (counting, question) =>
          handlingTimes(counting, question, options.unit ?? counting.root),
        ),
        ask,
      )
      if (handling === null) return
      if (ask.json) printJson(handlingAnswer(handling))
      else print(handlingText(handling, ask.language))
    })
}
