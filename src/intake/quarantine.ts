import { type Failure, Refusal } from '../core/failure.ts'
import type { SealedObservation } from '../core/observation/observation.ts'
import { limits } from '../core/limits.ts'
import { BadField } from './bad-field.ts'
import type { Item } from './item.ts'
import { masked } from './mask.ts'
import type { TableRow } from './table/row.ts'

type Row = { readonly file: string; readonly row: number /** Made fit to be shown. */; readonly show?: Show }
export type Show = (value: unknown) => string

/** The observation that `read` makes of a row, or the row in quarantine where it throws BadField. */
export function itemOf(row: Row, read: () => SealedObservation): Item {
  try {
    return { kind: 'observation', observation: read() }
  } catch (error) {
    return quarantined(row, error)
  }
}

/** The row in quarantine for that error; anything but a BadField is thrown on. */
export function quarantined({ file, row, show = masked }: Row, error: unknown): Item {
  if (!(error instanceof BadField)) throw error
  const { column, value, reason, params } = error
  return { kind: 'quarantined', row: { file, row, column, value: show(value), reason, params } }
}

/** A row of a table that cannot be read at all; null when it can. `width`: the headers above it. */
export function refusedRow(file: string, { number, cells, isTooLarge }: TableRow, width: number): Item | null {
  const row = { file, row: number }
  if (isTooLarge)
    return quarantined(row, new BadField('row-too-large', '', '', { limit: `${limits.intakeRowBytes} byte` }))
  const found = cells.findLastIndex((cell) => cell !== '') + 1
  return found > width ? quarantined(row, new BadField('cells-extra', '', '', { found, expected: width })) : null
}

/** Items of a whole file: a refusal on the way ends them with what is wrong and where. */
export async function* untilRefused(file: string, items: AsyncIterable<Item>): AsyncGenerator<Item> {
  try {
    yield* items
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    yield { kind: 'failed', failure: placed(file, error.failure) }
  }
}

export function placed(file: string, { code, params, place }: Failure): Failure {
  return { code, params, place: { file, ...place } }
}
