import { Refusal } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import type { Period } from '../../core/period/period.ts'
import { BadField } from '../bad-field.ts'
import type { IntakeContext } from '../context.ts'
import { unitIn } from '../field.ts'
import type { Item, Progress } from '../item.ts'
import { shown } from '../mask.ts'
import { observe } from '../observe.ts'
import { itemOf } from '../quarantine.ts'
import { headerKey } from '../table/heading.ts'
import type { TableRow } from '../table/row.ts'
import { countOf, periodOf } from '../template/cells.ts'
import type { SumsHeading } from './heading.ts'
import type { SumsMapping } from './mapping.ts'

/**
 * Sums as another system reports them: a figure set for each unit and period, kept as printed. All or nothing: a file
 * that breaks off gives no item but the failure file-partial, so that half a table never stands for a whole period.
 */
export async function* readSums(
  file: string,
  mapping: SumsMapping,
  heading: SumsHeading,
  rows: AsyncIterable<TableRow>,
  context: IntakeContext,
  progress: Progress,
): AsyncGenerator<Item> {
  const reader = new SumsReader(mapping, heading, context)
  const items: Item[] = []
  try {
    for await (const row of rows) {
      if (!reader.takes(row)) continue
      if (++progress.rows > limits.aggregateRows) throw new Refusal('too-many-rows', { limit: limits.aggregateRows })
      items.push(itemOf({ file, row: row.number, show: shown }, () => reader.observation(row)))
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal('file-partial', { reason: error.failure.code }, error.failure.place)
  }
  if (items.length === 0) throw new Refusal('file-partial', { reason: 'Tổng cộng' })
  yield* items
}

const total = /^(?:tong|tong so|tong cong|toan tinh|cong)$/

class SumsReader {
  readonly #mapping: SumsMapping
  readonly #context: IntakeContext
  readonly #paths: readonly string[]
  readonly #period: Period | null

  constructor(mapping: SumsMapping, { titles, paths }: SumsHeading, context: IntakeContext) {
    this.#mapping = mapping
    this.#context = context
    this.#paths = paths
    this.#period = context.period ?? periodInTitles(titles)
    const used = [mapping.unit, mapping.period, ...Object.values(mapping.figures)]
    const gone = used.find((path) => path !== null && !paths.includes(path))
    if (typeof gone === 'string') throw new Refusal('mapping-incomplete', { header: gone })
  }

  /** With a column of units, the rows of units; without one the total, since the others are fields of one unit. */
  takes({ cells }: TableRow): boolean {
    const hasFigure = Object.values(this.#mapping.figures).some((path) => countOf(this.#cell(cells, path)) !== null)
    const isTotal = cells.some((cell) => total.test(headerKey(cell)))
    const isNamed = cells.some((cell) => /\p{L}/u.test(cell))
    return isNamed && hasFigure && isTotal === (this.#mapping.unit === null)
  }

  observation({ cells }: TableRow) {
    const unit = this.#unit(cells)
    const period = this.#periodOf(cells)
    const { form, figures } = this.#mapping
    const body = {
      unit,
      period,
      form,
      figures: Object.fromEntries(Object.entries(figures).map(([name, path]) => [name, this.#figure(cells, path)])),
    }
    const { source, listedAt } = this.#context
    const original = JSON.stringify(cells)
    return observe({
      source,
      kind: 'reported-scorecard',
      key: `${unit}/${period}/${form}`,
      sourceTime: listedAt,
      body,
      original,
    })
  }

  #unit(cells: readonly string[]): string {
    const { unit: path } = this.#mapping
    if (path === null) {
      if (this.#context.unit === null) throw new BadField('unit-unknown', '', '')
      return this.#context.unit
    }
    const unit = unitIn({ [path]: this.#cell(cells, path) }, path, this.#context.unitNamed)
    if (unit === null) throw new BadField('field-missing', path, '')
    return unit
  }

  #periodOf(cells: readonly string[]): Period {
    const { period: path } = this.#mapping
    const text = path === null ? '' : this.#cell(cells, path)
    const period = text === '' ? this.#period : periodOf(text)
    if (period === null) throw new BadField('period-unknown', path ?? '', text)
    return period
  }

  /** Empty is not known; 0 is 0. */
  #figure(cells: readonly string[], path: string): number | null {
    const text = this.#cell(cells, path)
    if (text === '' || text === '-') return null
    const figure = countOf(text)
    if (figure === null) {
      throw new BadField('number-invalid', path, text, { expected: { vi: 'số nguyên', en: 'a whole number' } })
    }
    return figure
  }

  #cell(cells: readonly string[], path: string): string {
    return cells[this.#paths.indexOf(path)] ?? ''
  }
}

const quarters = ['i', 'ii', 'iii', 'iv']

/** `tháng 10/2026`, `tháng 10 năm 2026`, `quý III năm 2026` in the lines above a table. */
export function periodInTitles(titles: readonly string[]): Period | null {
  const text = titles.map(headerKey).join(' ')
  const month = /\bthang (\d{1,2}) (?:nam )?(\d{4})\b/.exec(text)
  if (month) return periodOf(`${month[1]}/${month[2]}`)
  const quarter = /\bquy (iv|i{1,3}|[1-4]) (?:nam )?(\d{4})\b/.exec(text)
  if (!quarter) return null
  const [, number = '', year] = quarter
  return periodOf(`${year}-Q${quarters.includes(number) ? quarters.indexOf(number) + 1 : number}`)
}
