import type { Command } from 'commander'
import { scorecardAnswer } from '../office/counting/json.ts'
import { cardOf, scoreAll } from '../office/counting/scorecards.ts'
import type { Around } from './around.ts'
import { countingCommand, type CountingOptions, withCounting } from './counting.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { countedScorecard } from './show/counting.ts'

export function scorecard(around: Around): Command {
  return countingCommand('scorecard', around)
    .description('phiếu điểm của một đơn vị, tính từ sổ ghi nhận / the scorecard of a unit, counted from the ledger')
    .option('--unit <code>', 'mã đơn vị; bỏ trống: cả tỉnh / unit code; left out: the whole province')
    .option('--json', 'in JSON / print JSON')
    .action(async (options: CountingOptions & { unit?: string }, command: Command) => {
      const ask = asked(command)
      const answer = valueOf(
        await withCounting(options, around, async (counting, question) => {
          const scorecards = await scoreAll(counting, question)
          const found = cardOf(scorecards, options.unit ?? counting.root)
          return found.ok ? { ok: true, value: { scorecards, found: found.value } } : found
        }),
        ask,
      )
      if (answer === null) return
      if (ask.json) printJson(scorecardAnswer(answer.scorecards, answer.found))
      else print(countedScorecard(answer.scorecards, answer.found, ask.language))
    })
}
