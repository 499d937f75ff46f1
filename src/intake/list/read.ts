import type { Dossier } from '../../core/dossier/dossier.ts'
import { Refusal } from '../../core/failure.ts'
import { BadField } from '../bad-field.ts'
import type { IntakeContext } from '../context.ts'
import { codeIn, type Fields, flagIn, isCode, momentIn, textIn, unitIn } from '../field.ts'
import type { Item, Progress } from '../item.ts'
import { itemOf, refusedRow } from '../quarantine.ts'
import { observeDossier } from '../sync/dossier.ts'
import { fieldsUnder, headerKey } from '../table/heading.ts'
import type { TableRow } from '../table/row.ts'
import { type ListField, listFields, type Mapping } from './mapping.ts'
import { applicantWords, channelWords, paymentWords, statusWords } from './words.ts'

/**
 * Dossiers of a list below its heading, by a mapping that someone confirmed. A header that the mapping names and the
 * file does not have is a failure: a list cut down would otherwise look like dossiers that lost their dates.
 */
export async function* readList(
  file: string,
  mapping: Mapping,
  heading: TableRow,
  rows: AsyncIterable<TableRow>,
  context: IntakeContext,
  progress: Progress,
): AsyncGenerator<Item> {
  const reader = new ListReader(mapping, heading, context)
  for await (const row of rows) {
    if ((row.cells.every((cell) => cell === '') && !row.isTooLarge) || isNumbering(row)) continue
    progress.rows++
    const refused = refusedRow(file, row, heading.cells.length)
    if (refused) {
      yield refused
      continue
    }
    yield itemOf({ file, row: row.number }, () => {
      const body = reader.dossier(row)
      const original = JSON.stringify(row.cells)
      return observeDossier(context.source, body, context.now, original)
    })
  }
}

/** The row "(1) (2) (3)" that forms have below their heading. */
function isNumbering({ cells }: TableRow): boolean {
  return cells.length > 2 && cells.every((cell, index) => cell.replaceAll(/[()]/g, '') === String(index + 1))
}

class ListReader {
  readonly #headers: ReadonlyMap<ListField, string>
  readonly #heading: TableRow
  readonly #context: IntakeContext
  readonly #statuses: ReadonlyMap<string, NonNullable<Dossier['status']>>
  readonly #channels: ReadonlyMap<string, Dossier['channel']>

  constructor(mapping: Mapping, heading: TableRow, context: IntakeContext) {
    this.#heading = heading
    this.#context = context
    this.#headers = headersIn(mapping, heading)
    this.#statuses = withOwn(statusWords, mapping.statuses)
    this.#channels = withOwn(channelWords, mapping.channels)
  }

  dossier(row: TableRow): Dossier {
    const fields = fieldsUnder(this.#heading, row)
    const column = (field: ListField): string => this.#headers.get(field) ?? ''
    const moment = (field: ListField) => momentIn(fields, column(field))
    const code = codeIn(fields, column('code'))
    if (code === '') throw new BadField('field-missing', column('code'), '')
    const { hash, unitNamed, unit } = this.#context
    const area = textIn(fields, column('field'))
    return {
      code,
      responsibleUnit: unitIn(fields, column('responsibleUnit'), unitNamed),
      receivingUnit: unitIn(fields, column('receivingUnit'), unitNamed) ?? unit,
      procedure: codeIn(fields, column('procedure'), 60) || null,
      field: area === '' ? null : isCode(area) ? area : `h:${hash.text(area)}`,
      channel: wordIn(fields, column('channel'), this.#channels) ?? 'direct',
      applicantKind: wordIn(fields, column('applicantKind'), applicantWords),
      person: hash.person(textIn(fields, column('person'))),
      submittedAt: moment('submittedAt'),
      receivedAt: moment('receivedAt'),
      dueAt: moment('dueAt'),
      status: wordIn(fields, column('status'), this.#statuses),
      settledAt: moment('settledAt'),
      returnedAt: moment('returnedAt'),
      refusedAt: moment('refusedAt'),
      returnForm: null,
      hasDigitisedComponent: flagIn(fields, column('hasDigitisedComponent')),
      isVneidVerified: false,
      onlinePayment: wordIn(fields, column('onlinePayment'), paymentWords) ?? 'none',
      databases: [],
      components: [],
      fees: [],
      supplements: [],
      results: [],
      progress: [],
      isTest: false,
    }
  }
}

/** The headers as this file writes them, by field. */
function headersIn({ columns }: Mapping, { cells }: TableRow): ReadonlyMap<ListField, string> {
  const written = new Map(cells.map((cell) => [headerKey(cell), cell]))
  const headers = new Map<ListField, string>()
  for (const field of listFields) {
    const header = columns[field]
    if (header === undefined) continue
    const found = written.get(headerKey(header))
    if (found === undefined) throw new Refusal('mapping-incomplete', { header })
    headers.set(field, found)
  }
  return headers
}

function withOwn<T>(words: ReadonlyMap<string, T>, own: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map([...words, ...Object.entries(own).map(([word, value]) => [headerKey(word), value] as const)])
}

function wordIn<T>(fields: Fields, column: string, words: ReadonlyMap<string, T>): T | null {
  const given = textIn(fields, column)
  if (given === '') return null
  const found = words.get(headerKey(given))
  if (found === undefined) throw new BadField('value-unknown', column, given, { known: [...words.keys()].join(', ') })
  return found
}
