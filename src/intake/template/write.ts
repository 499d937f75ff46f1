import { csvSheet, xlsxSheet } from '../table/sheet.ts'
import type { TableFormat } from '../table/rows.ts'
import type { Template, TemplateColumn } from './columns.ts'

/**
 * An empty template to fill in: the headers, what each column takes, and an example. Note and example begin with "#":
 * reading leaves them out, so nobody has to delete them.
 */
export async function writeTemplate(template: Template, format: TableFormat): Promise<Uint8Array> {
  const rows = [
    template.columns.map(({ header }) => header),
    marked(template.columns.map(columnNote)),
    marked(template.columns.map(({ example }) => example)),
  ]
  if (format === 'csv') return csvSheet(rows)
  const widths = template.columns.map((column) => {
    const { header, example } = column
    // A note is wrapped rather than cut, but never over the header.
    return Math.min(48, Math.max(16, header.length + 4, example.length + 4, columnNote(column).length + 6))
  })
  return xlsxSheet({ name: template.name, rows, widths })
}

function marked(cells: readonly string[]): readonly string[] {
  return cells.map((cell, index) => (index === 0 ? `# ${cell}` : cell))
}

const typeNotes = {
  text: 'chữ hoặc mã',
  unit: 'mã đơn vị, như H99.01',
  day: 'ngày dd/MM/yyyy',
  moment: 'ngày giờ dd/MM/yyyy HH:mm',
  count: 'số nguyên không âm',
  number: 'số không âm',
  'yes-no': 'có hoặc không',
} as const

/** `Bắt buộc; ngày dd/MM/yyyy`. */
export function columnNote({ type, required }: TemplateColumn): string {
  const note = typeof type === 'object' ? Object.keys(type.oneOf).join(' | ') : typeNotes[type]
  return required ? `Bắt buộc; ${note}` : note
}
