import type { Command } from 'commander'
import { explain } from '../office/counting/explain.ts'
import { explanationAnswer } from '../office/counting/json.ts'
import type { Around } from './around.ts'
import { countingCommand, type CountingOptions, withCounting } from './counting.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { explanationText } from './show/explanation.ts'

export function explainCommand(around: Around): Command {
  return countingCommand('explain', around)
    .description('một con số: đếm gì, theo quy tắc nào, từ đâu ra / one number: what is counted, by which rule')
    .option('--unit <code>', 'mã đơn vị; bỏ trống: cả tỉnh / unit code; left out: the whole province')
    .requiredOption('--indicator <id>', 'chỉ số / indicator: on-time')
    .option('--json', 'in JSON / print JSON')
    .action(async (options: CountingOptions & { unit?: string; indicator: string }, command: Command) => {
      const ask = asked(command)
      const explanation = valueOf(
        await withCounting(options, around, (counting, question) =>
          explain(counting, question, { unit: options.unit ?? counting.root, indicator: options.indicator }),
        ),
        ask,
      )
      if (explanation === null) return
      if (ask.json) printJson(explanationAnswer(explanation))
      else print(explanationText(explanation, ask.language))
    })
}
