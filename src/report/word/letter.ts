import type { MonthlyTable } from '../../core/table/monthly-table.ts'

/** The wordings that name the letter which the table is attached to. */

/** What Decree 30 asks for and the model does not know, to be filled in before sending. */
const UNKNOWN = '…………'

/** Officials leave this room before "/VP-NC" for the number that the registry stamps. */
const NUMBER_ROOM = ' '.repeat(8)

/** `Số:        /VP-NC`, `Số: 766/VP-NC`; null without a letter. */
export function numberLine({ letter }: MonthlyTable): string | null {
  if (letter === null) return null
  if (letter.number === null) return `Số: ${UNKNOWN}`
  return letter.number.startsWith('/') ? `Số:${NUMBER_ROOM}${letter.number}` : `Số: ${letter.number}`
}

/** `…………, ngày 04 tháng 12 năm 2023`: the model knows no place. null without a letter. */
export function dateLine({ letter }: MonthlyTable): string | null {
  if (letter === null) return null
  return `${UNKNOWN}, ${letter.date === null ? 'ngày      tháng      năm' : dateText(letter.date)}`
}

/** `(Kèm theo Công văn số        /VP-NC ngày 04 tháng 12 năm 2023 của Văn phòng UBND tỉnh)`, as far as it is known; null without a letter. */
export function attachmentLine({ letter, issuer }: MonthlyTable): string | null {
  if (letter === null || (letter.number === null && letter.date === null)) return null
  const { number, date } = letter
  const words = [
    'Kèm theo Công văn',
    number === null ? null : `số ${number.startsWith('/') ? NUMBER_ROOM.slice(1) : ''}${number}`,
    date === null ? null : dateText(date),
    issuer === null ? null : `của ${issuer}`,
  ]
  return `(${words.filter((word) => word !== null).join(' ')})`
}

/** `issuer` in capitals; dots where a letter has none. */
export function issuerLine({ letter, issuer }: MonthlyTable): string | null {
  if (issuer === null) return letter === null ? null : UNKNOWN
  return issuer.toLocaleUpperCase('vi-VN')
}

/**
 * `2024-02-01` → `ngày 01 tháng 02 năm 2024`, `2024-03-10` → `ngày 10 tháng 3 năm 2024`: Decree 30 puts a 0 before days
 * under 10 and months 1 and 2, so that no digit can be added in front of them; the other months take none.
 */
export function dateText(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  return `ngày ${day} tháng ${Number(month) <= 2 ? month : Number(month)} năm ${year}`
}
