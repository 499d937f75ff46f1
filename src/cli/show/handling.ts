import type { Exact } from '../../core/exact.ts'
import type { Language } from '../../core/words.ts'
import type { Handling } from '../../office/counting/handling.ts'
import { basis } from './counting.ts'
import { textTable } from './text-table.ts'
import { decimal, integer, plainNumber } from './words.ts'

const heads = {
  vi: ['Mã thủ tục', 'Tên', 'Hồ sơ', 'Trung bình', 'Trung vị', 'P90', 'Tối đa'],
  en: ['Procedure', 'Name', 'Dossiers', 'Mean', 'Median', 'P90', 'Limit'],
} as const

/** Handling times by procedure, in working days, for a person. */
export function handlingText({ unit, procedures, ...of }: Handling, language: Language): string {
  const vi = language === 'vi'
  const days = (value: Exact | undefined) => (value === undefined ? '–' : decimal(value, 2, language))
  const rows = procedures.map(({ code, name, maxWorkingDays, time }) => [
    code === '' ? '–' : code,
    name ?? (code === '' ? (vi ? 'không ghi thủ tục' : 'no procedure stated') : '–'),
    integer(time?.of ?? 0, language),
    days(time?.mean),
    days(time?.median),
    days(time?.p90),
    maxWorkingDays === null ? '–' : plainNumber(maxWorkingDays, language),
  ])
  const unknown = procedures.reduce((sum, row) => sum + row.unknown, 0)
  const count = integer(unknown, language)
  const left = vi
    ? `${count} hồ sơ không tính được thời gian: không ghi ngày tiếp nhận, hoặc lịch làm việc không biết những ngày đó.`
    : `Of ${count} dossiers the time cannot be told: no receipt is stated, or the calendar does not know the days.`
  return [
    vi
      ? `Thời gian giải quyết theo từng thủ tục · ${unit.name} · ${of.asked.period}`
      : `Handling times by procedure · ${unit.name} · ${of.asked.period}`,
    vi
      ? 'Ngày làm việc từ tiếp nhận đến kết thúc, đã trừ thời gian bổ sung; hồ sơ kết thúc trong kỳ. Không lấy chung các thủ tục.'
      : 'Working days from receipt to the end, less supplement time; dossiers that ended in the period. Never over procedures.',
    textTable(heads[language], rows, { widths: [24, 0, 8, 10, 9, 8, 7], right: [2, 3, 4, 5, 6], kept: [0] }),
    ...(unknown > 0 ? [left] : []),
    ...basis(of, language),
  ].join('\n')
}
