import type { Fact } from '../../core/fact/fact.ts'
import { tableWords } from '../../core/fact/words.ts'
import { formatInstant } from '../../core/time/instant.ts'
import { verdictNames } from '../../core/time/judgement.ts'
import { asSecond, never, type Second, startOfSecond } from '../../core/time/second.ts'
import type { Language } from '../../core/words.ts'
import type { Behind, Side } from '../../office/counting/behind.ts'
import { stateOf } from '../../office/counting/json.ts'
import { textTable } from './text-table.ts'
import { integer, say } from './words.ts'

export function behindText(list: Behind, side: Side, language: Language): string {
  const { unit, indicator, table, total, facts } = list
  const vi = language === 'vi'
  const what = say(tableWords[table], language)
  const sides = vi
    ? { failing: 'trong mẫu số, không trong tử số', passing: 'trong tử số' }
    : { failing: 'in the whole, not in the part', passing: 'in the part' }
  const head = `${say(indicator.name, language)} · ${unit.name}: ${integer(total, language)} ${what} ${sides[side]}`
  if (facts.length === 0) return head
  const timed = table === 'dossier' || table === 'petition'
  const columns = vi
    ? ['Mã', 'Đơn vị', 'Thủ tục', ...(timed ? ['Tiếp nhận', 'Hạn', 'Kết thúc', 'Tình trạng'] : [])]
    : ['Code', 'Unit', 'Procedure', ...(timed ? ['Received', 'Due', 'Ended', 'State'] : [])]
  const rows = facts.map((fact) => [
    fact.key,
    list.tree.nameOf(fact.unit),
    fact.procedure ?? '–',
    ...(timed ? times(fact, list.span.moment, language) : []),
  ])
  const widths = timed ? [26, 0, 18, 18, 18, 18, 14] : [26, 0, 22]
  const hint =
    table === 'dossier'
      ? vi
        ? 'Xem một hồ sơ: chiso dossier <mã> --period <kỳ>'
        : 'Open one: chiso dossier <code> --period <period>'
      : ''
  return [head, textTable(columns, rows, { widths }), hint].filter(Boolean).join('\n')
}

function times(fact: Fact, moment: Second, language: Language): string[] {
  if (fact.table !== 'dossier' && fact.table !== 'petition') return []
  const { received, endedAt, lateFrom } = fact.times
  const at = (second: Second) => (second === never ? '–' : formatInstant(startOfSecond(second)))
  const due = lateFrom === never || lateFrom === received ? '–' : at(asSecond(lateFrom - 1))
  return [at(received), due, endedAt <= moment ? at(endedAt) : '–', say(verdictNames[stateOf(fact, moment)], language)]
}
