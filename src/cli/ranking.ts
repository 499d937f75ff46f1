import { type Command, Option } from 'commander'
import { failed, type Result } from '../core/failure.ts'
import { type Level, levelNames, levels } from '../core/unit/level.ts'
import { rankingAnswer } from '../office/counting/json.ts'
import { rankLevel, scoreAll, type Scorecards } from '../office/counting/scorecards.ts'
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
        await withCounting(options, around, async (counting, question): Promise<Result<Scorecards>> => {
          const scored = await scoreAll(counting, question)
          return rankLevel(scored, options.level).length === 0
            ? failed('level-empty', { level: levelNames[options.level] })
            : { ok: true, value: scored }
        }),
        ask,
      )
      if (scorecards === null) return
      const answer = rankingAnswer(scorecards, options.level)
      if (ask.json) printJson(answer)
      else print(rankingText(scorecards, options.level, ask.language))
    })
}
