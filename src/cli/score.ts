import { Command } from 'commander'
import { scorecardJson } from '../core/score/json.ts'
import type { Language, Words } from '../core/words.ts'
import { scoreFile } from '../office/score.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { scorecardTable } from './show/scorecard.ts'

/** On standard error, so that the answer stays the answer. */
function note(words: Words, language: Language): void {
  process.stderr.write(`${words[language]}\n`)
}

function ignoredFields(names: readonly string[]): Words {
  return {
    vi: `Lưu ý: không dùng đến trường ${names.join(', ')}.`,
    en: `Note: nothing was done with the field ${names.join(', ')}.`,
  }
}

function outOfForce(period: string, id: string) {
  return {
    vi: `Lưu ý: không rõ ${id} có hiệu lực cho kỳ ${period}; điểm chỉ để tham khảo.`,
    en: `Note: ${id} is not known to be in force for ${period}; the points are for reference only.`,
  }
}

export function score(): Command {
  return new Command('score')
    .description('chấm điểm số đếm của một đơn vị / score the counts of one unit')
    .argument('<counts>', 'tệp JSON / JSON file: {unit, level, period, counts: {id: [part, whole] | null}}')
    .option('--index-set <id>', 'bộ chỉ số hoặc tệp YAML / index set or YAML file', 'vn-766/2026')
    .option('--json', 'in JSON / print JSON')
    .action(async (counts: string, options: { indexSet: string }, command: Command) => {
      const ask = asked(command)
      const scored = valueOf(await scoreFile(counts, options.indexSet), ask)
      if (scored === null) return
      const { card, indexSet, inForce, ignored } = scored
      if (ignored.length > 0) note(ignoredFields(ignored), ask.language)
      if (ask.json) return printJson({ ...scorecardJson(card), ...(!inForce && { inForce }) })
      print(scorecardTable(card, indexSet, ask.language))
      if (inForce) return
      note(outOfForce(card.period, indexSet.id), ask.language)
    })
}
