import { fold, loose, tidy } from '../../core/text/fold.ts'
import type { PrintedVerdict } from '../../core/table/monthly-table.ts'
import { figure } from './value.ts'

const notMet = new RegExp(`^\\W*(?:${loose('chua')}|${loose('khong')})\\s*${loose('dat')}(?![a-z])`)
const isMet = new RegExp(`^\\W*(?:${loose('da')}\\s+)?${loose('dat')}(?![a-z])`)
const percent = String.raw`(\d+(?:[.,]\d+)?)\s*%`
const above = new RegExp(`(?:${loose('tren')}|${loose('lon hon')}|${loose('cao hon')}|>)\\s*${percent}`)
const atLeast = [
  new RegExp(`(?:≥|>=|=>)\\s*${percent}`),
  new RegExp(
    `(?:${loose('tu')}|${loose('yeu cau')}|${loose('toi thieu')}|${loose('it nhat')}|${loose('phai dat')}|${loose('chi tieu')}:?)\\s+(?:${loose('la')}\\s+)?(?:${loose('tu')}\\s+)?${percent}`,
  ),
  new RegExp(`${percent}\\s*${loose('tro len')}`),
]

/**
 * The verdict column: "Đạt (từ 90% trở lên)", "Chưa đạt (trên 90%)", or a remark with neither. A threshold counts
 * as such only when it is worded as one; "tỉnh đạt 80,984%" is a figure, not a threshold.
 */
export function printedVerdict(cell: string): PrintedVerdict | null {
  const text = tidy(cell)
  if (text === '') return null
  const folded = fold(text)
  const met = notMet.test(folded) ? false : isMet.test(folded) && !isStatement(folded) ? true : null
  return { text, met, ...threshold(folded) }
}

/** "đạt 80,984%" says how much was reached. */
function isStatement(folded: string): boolean {
  return new RegExp(`^\\W*${loose('dat')}\\s*:?\\s*\\d`).test(folded)
}

function threshold(folded: string): Pick<PrintedVerdict, 'threshold' | 'inclusive'> {
  for (const pattern of atLeast) {
    const match = pattern.exec(folded)
    if (match) return { threshold: figure(match[1] ?? '', false), inclusive: true }
  }
  const match = above.exec(folded)
  return match ? { threshold: figure(match[1] ?? '', false), inclusive: false } : { threshold: null, inclusive: null }
}
