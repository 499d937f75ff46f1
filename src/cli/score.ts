import { Command } from 'commander'
import { scorecardJson } from '../core/score/json.ts'
import { scoreFile } from '../office/score.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { scorecardTable } from './show/scorecard.ts'

export function score(): Command {
  return new Command('score')
    .description('chấm điểm số đếm của một đơn vị / score the counts of one unit')
    .argument('<counts>', 'tệp JSON / JSON file: {unit, level, period, counts: {id: [part, whole] | null}}')
    .option('--index-set <id>', 'bộ chỉ số hoặc tệp YAML / index set or YAML file', 'vn-766/2026')
    .option('--json', 'in JSON / print JSON')
    .action(async (counts: string, { indexSet }: { indexSet: string }, command: Command) => {
      const ask = asked(command)
      const scored = valueOf(await scoreFile(counts, indexSet), ask)
      if (scored === null) return
      if (ask.json) printJson(scorecardJson(scored.card))
      else print(scorecardTable(scored.card, scored.indexSet, ask.language))
    })
}
