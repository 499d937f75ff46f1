import type { CellValue, MonthlyRow } from './monthly-table.ts'

/** A figure as Vietnamese forms write it: its shortest decimal digits with a comma, thousands with dots. */
export function figureText(value: number): string {
  const [whole = '', decimals] = String(value).split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '.')
  return decimals === undefined ? grouped : `${grouped},${decimals}`
}

/** The plain wording of a cell: `49,22%`, `11,4/18 điểm`, `75,5 điểm`, `86/90`. */
export function cellText(value: CellValue): string {
  switch (value.kind) {
    case 'rate':
      return `${figureText(value.value)}%`
    case 'points':
      return `${figureText(value.value)}${value.of === null ? '' : `/${figureText(value.of)}`} điểm`
    case 'fraction':
      return `${figureText(value.part)}/${figureText(value.whole)}`
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
