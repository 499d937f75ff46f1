import { type Command, Option } from 'commander'
import { type Level, levels } from '../core/unit/level.ts'
import { rankingAnswer } from '../office/counting/json.ts'
import { scoreAll } from '../office/counting/scorecards.ts'
import type { Around } from './around.ts'
import { countingCommand, type CountingOptions, withCounting } from './counting.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { rankingText } from './show/counting.ts'

export function ranking(around: Around): Command {
  return countingCommand('ranking', around)
    .description('xếp hạng các đơn vị cùng cấp / rank the units of one level')
    .addOption(new Option('--level <level>', 'cấp / level').choices(levels).makeOptionMandatory())
    .option('--json', 'in JSON / print JSON')
    .action(async (options: CountingOptions & { level: Level }, command: Command) => {
      const ask = asked(command)
      const scorecards = valueOf(
        await withCounting(options, around, async (counting, question) => ({
          ok: true,
          value: await scoreAll(counting, question),
        })),
        ask,
      )
      if (scorecards === null) return
      const answer = rankingAnswer(scorecards, options.level)
      if (ask.json) printJson(answer)
      else print(rankingText(scorecards, options.level, ask.language))
    })
}
