import type { CellValue } from '../core/table/monthly-table.ts'

/** The text of a figure cell as a Vietnamese report prints it. `printed`, where the source's own wording is known, wins. */
export function cellText(value: CellValue, printed?: string): string {
  return printed ?? formatted(value)
}

function formatted(value: CellValue): string {
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
      break
  }
  return ''
}

/**
 * The shortest decimal digits that read back as the number, with a comma: 49.22 → `49,22`. Digits are only moved, never
 * computed: 49.22 × 100 is 4921.999… in floats. JavaScript writes numbers below 0.000001 with an exponent.
 */
export function numberText(value: number): string {
  const [digits = '', exponent] = String(value).split('e-')
  if (exponent === undefined) return digits.replace('.', ',')
  return `0,${'0'.repeat(Number(exponent) - 1)}${digits.replace('.', '')}`
}

/** Counts are long enough to need dots between thousands: `1.086`. */
function groupedText(value: number): string {
  const [whole = '', decimals] = numberText(value).split(',')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '.')
  return decimals === undefined ? grouped : `${grouped},${decimals}`
}
