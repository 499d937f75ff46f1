import type { IntakeContext } from '../context.ts'
import type { Fields, UnitNames } from '../field.ts'
import type { Item, Progress } from '../item.ts'
import { observe } from '../observe.ts'
import { itemOf, refusedRow } from '../quarantine.ts'
import { headerKey } from '../table/heading.ts'
import type { TableRow } from '../table/row.ts'
import { entityReaders } from './bodies.ts'
import { Cells } from './cells.ts'
import { type Template, templates } from './columns.ts'
import { Procedures } from './procedures.ts'
import { showOf } from './show.ts'

/** The template whose required headers all stand in this row, and most of whose others do. */
export function templateFor(row: TableRow): Template | undefined {
  const keys = new Set(row.cells.map(headerKey))
  const has = ({ header }: { header: string }): boolean => keys.has(headerKey(header))
  const fitting = templates.filter(({ columns }) => columns.filter(({ required }) => required).every(has))
  const known = ({ columns }: Template): number => columns.filter(has).length
  const best = fitting.toSorted((a, b) => known(b) - known(a))[0]
  // "Mã đơn vị" and "Tên đơn vị" stand in many tables: half of the columns must be there.
  return best && known(best) * 2 >= best.columns.length ? best : undefined
}

/** Rows below the heading of a template. A row that begins with "#" is a note. */
export async function* readTemplate(
  file: string,
  template: Template,
  heading: TableRow,
  rows: AsyncIterable<TableRow>,
  context: IntakeContext,
  progress: Progress,
): AsyncGenerator<Item> {
  const reader = new TemplateReader(template, heading, context.unitNamed)
  const procedures = new Procedures()
  for await (const row of rows) {
    if (isNote(row)) continue
    progress.rows++
    const place = { file, row: row.number, show: showOf(template.kind) }
    const original = JSON.stringify(row.cells)
    const refused = refusedRow(file, row, heading.cells.length)
    if (refused) {
      yield refused
    } else if (template.kind === 'procedure') {
      const item = procedures.add(place, reader.cells(row), original)
      if (item) yield item
    } else {
      yield itemOf(place, () => {
        const { key, sourceTime, body } = reader.entity(row)
        const time = sourceTime ?? context.listedAt
        return observe({ source: context.source, kind: template.kind, key, sourceTime: time, body, original })
      })
    }
  }
  yield* procedures.items(context)
}

function isNote({ cells, isTooLarge }: TableRow): boolean {
  if (isTooLarge) return false
  const first = cells.find((cell) => cell !== '')
  return first === undefined || first.startsWith('#')
}

class TemplateReader {
  readonly #template: Template
  readonly #unitNamed: UnitNames
  /** Where the header of each column of the template stands. */
  readonly #places: readonly (readonly [string, number])[]

  constructor(template: Template, heading: TableRow, unitNamed: UnitNames) {
    this.#template = template
    this.#unitNamed = unitNamed
    const keys = heading.cells.map(headerKey)
    this.#places = template.columns.map(({ header }) => [header, keys.indexOf(headerKey(header))] as const)
  }

  cells({ cells }: TableRow): Cells {
    const fields: Fields = Object.fromEntries(this.#places.map(([header, index]) => [header, cells[index] ?? '']))
    return new Cells(this.#template, fields, this.#unitNamed)
  }

  entity(row: TableRow) {
    const read = entityReaders[this.#template.kind]
    if (read === undefined) throw new Error(`no reader for ${this.#template.kind}`)
    return read(this.cells(row))
  }
}
