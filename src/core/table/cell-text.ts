import { exact, type Exact, ZERO } from '../exact.ts'
import type { CellValue, MonthlyRow } from './monthly-table.ts'

/**
 * The shortest decimal digits that read back as the number, with a comma: 49.22 → `49,22`. Digits are only moved, never
 * computed: 49.22 × 100 is 4921.999… in floats. JavaScript writes numbers below 0.000001 with an exponent.
 */
export function numberText(value: number): string {
  const [digits = '', exponent] = String(value).split('e-')
  if (exponent === undefined) return digits.replace('.', ',')
  return `0,${'0'.repeat(Number(exponent) - 1)}${digits.replace('.', '')}`
}

/** A printed number by its digits. JavaScript writes very small ones with an exponent, which is no decimal. */
export function exactOf(value: number): Exact {
  const size = exact(numberText(Math.abs(value)).replace(',', '.'))
  return value < 0 ? ZERO.sub(size) : size
}

/** Counts are long enough to need dots between thousands: `1.086`. */
export function groupedText(value: number): string {
  const [whole = '', decimals] = numberText(value).split(',')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '.')
  return decimals === undefined ? grouped : `${grouped},${decimals}`
}

/** The plain wording of a cell on a Vietnamese form: `49,22%`, `11,4/18 điểm`, `75,5 điểm`, `1.086/1.190`. */
export function cellText(value: CellValue): string {
  switch (value.kind) {
    case 'rate':
      return `${numberText(value.value)}%`
    case 'points':
      return `${numberText(value.value)}${value.of === null ? '' : `/${numberText(value.of)}`} điểm`
    case 'fraction':
      return `${groupedText(value.part)}/${groupedText(value.whole)}`
    case 'none':
      return value.text
    case 'empty':
      return ''
  }
}

/** What a row's cell says on paper: its own wording where that was kept. */
export function printedText(row: MonthlyRow, column: 'local' | 'national'): string {
  return row.printed?.[column] ?? cellText(row[column])
}
