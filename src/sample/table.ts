import { type Template, templates } from '../intake/template/columns.ts'

/** A row by the field names of its template; a field that is not there is an empty cell. */
export type Row = Readonly<Record<string, string | number>>

function template(name: string): Template {
  const found = templates.find((one) => one.name === name)
  if (!found) throw new Error(`no import template ${name}`)
  return found
}

/** How one import template is written as CSV: UTF-8 with a byte order mark, as spreadsheets save it. */
export class TableFormat {
  readonly file: string
  readonly #fields: readonly string[]
  readonly head: string

  constructor(name: string) {
    const { columns } = template(name)
    this.file = `${name}.csv`
    this.#fields = columns.map(({ field }) => field)
    this.head = `\u{FEFF}${line(columns.map(({ header }) => header))}`
  }

  line(row: Row): string {
    return line(this.#fields.map((field) => row[field] ?? ''))
  }
}

function line(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => quoted(String(cell))).join(',')}\r\n`
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

export const yesNo = (is: boolean): string => (is ? 'có' : 'không')
