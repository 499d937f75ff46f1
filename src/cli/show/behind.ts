import type { Fact } from '../../core/fact/fact.ts'
import { tableWords } from '../../core/fact/words.ts'
import { addMilliseconds, dateOf, formatInstant, millisecondOfDay } from '../../core/time/instant.ts'
import { formatPlainDate } from '../../core/time/plain-date.ts'
import { verdictNames } from '../../core/time/judgement.ts'
import { never, type Second, startOfSecond } from '../../core/time/second.ts'
import type { Language } from '../../core/words.ts'
import type { Behind, Side } from '../../office/counting/behind.ts'
import { hasLimit, stateOf } from '../../office/counting/json.ts'
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
  const isReported = indicator.whole === 'dossiers-reported-or-on-portal' && side === 'failing'
  const note = !isReported
    ? ''
    : vi
      ? 'Mẫu số của chỉ số là số báo cáo quốc gia; danh sách này là hồ sơ tiếp nhận có trong sổ mà Cổng chưa ghi nhận.'
      : 'The whole is the figure of the national report; listed are the dossiers received in the ledger that the portal did not acknowledge.'
  if (facts.length === 0) return [head, note].filter(Boolean).join('\n')
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
  // A code is never cut: it is what one goes on with.
  const code = Math.max(...facts.map(({ key }) => key.length)) + 2
  const widths = timed ? [code, 0, 14, 18, 18, 18, 12] : [code, 0, 26]
  const hint =
    table === 'dossier'
      ? vi
        ? 'Xem một hồ sơ: chiso dossier <mã> --period <kỳ>'
        : 'Open one: chiso dossier <code> --period <period>'
      : ''
  return [head, note, textTable(columns, rows, { widths, kept: [0] }), hint].filter(Boolean).join('\n')
}

function times(fact: Fact, moment: Second, language: Language): string[] {
  if (fact.table !== 'dossier' && fact.table !== 'petition') return []
  const { received, endedAt, lateFrom } = fact.times
  const at = (second: Second) => (second === never ? '–' : formatInstant(startOfSecond(second)))
  return [
    at(received),
    hasLimit(fact) ? limitText(lateFrom) : '–',
    endedAt <= moment ? at(endedAt) : '–',
    say(verdictNames[stateOf(fact, moment)], language),
  ]
}

/** A limit that runs to the end of a day is told as that day. */
function limitText(lateFrom: Second): string {
  const start = startOfSecond(lateFrom)
  return millisecondOfDay(start) === 0 ? formatPlainDate(dateOf(addMilliseconds(start, -1))) : formatInstant(start)
}
