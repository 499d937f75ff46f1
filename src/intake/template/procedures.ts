import type { Procedure } from '../../core/procedure/procedure.ts'
import { Refusal } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import { BadField } from '../bad-field.ts'
import type { IntakeContext } from '../context.ts'
import type { Item } from '../item.ts'
import { observe } from '../observe.ts'
import { itemOf, quarantined } from '../quarantine.ts'
import { procedureOf } from './bodies.ts'
import type { Cells } from './cells.ts'
import { show } from './show.ts'

type Row = { readonly file: string; readonly row: number }
type Group = {
  procedure: Procedure | null
  readonly rows: Row[]
  readonly originals: string[]
  isBad: boolean
}

/**
 * Procedures come with a row for each decision that announced them, in any order, so they are put together before any
 * goes out. A procedure with a bad row stays out as a whole: without one of its decisions it would be another procedure.
 */
export class Procedures {
  #rows = 0
  readonly #groups = new Map<string, Group>()

  /** Takes a row in; a bad one comes back at once. */
  add(row: Row, cells: Cells, original: string): Item | null {
    const group = this.#groupOf(cells)
    try {
      const procedure = procedureOf(cells)
      if (group.procedure !== null) refuseContradiction(group.procedure, procedure, cells)
      if (++this.#rows > limits.procedureRows)
        throw new Refusal('too-many-rows', { limit: limits.procedureRows }, { row: row.row })
      group.procedure = merged(group.procedure, procedure)
      group.rows.push(row)
      group.originals.push(original)
      return null
    } catch (error) {
      group.isBad = true
      return quarantined({ ...row, show }, error)
    }
  }

  *items({ source, listedAt }: IntakeContext): Generator<Item> {
    for (const { procedure, rows, originals, isBad } of this.#groups.values()) {
      const [first] = rows
      if (procedure === null || first === undefined) continue
      if (isBad) {
        for (const row of rows) {
          yield quarantined({ ...row, show }, new BadField('group-incomplete', '', procedure.code))
        }
        continue
      }
      const original = originals.join('\n')
      yield itemOf({ ...first, show }, () =>
        observe({ source, kind: 'procedure', key: procedure.code, sourceTime: listedAt, body: procedure, original }),
      )
    }
  }

  /** A row whose code cannot be read belongs to no procedure. */
  #groupOf(cells: Cells): Group {
    const empty: Group = { procedure: null, rows: [], originals: [], isBad: false }
    try {
      const code = cells.code('code') ?? ''
      const group = this.#groups.get(code) ?? empty
      this.#groups.set(code, group)
      return group
    } catch (error) {
      if (error instanceof BadField) return empty
      throw error
    }
  }
}

const single = [
  'name',
  'field',
  'authority',
  'commonTo',
  'publishedOn',
  'withdrawnOn',
  'publicParts',
  'maxWorkingDays',
] as const

function refuseContradiction(known: Procedure, next: Procedure, cells: Cells): void {
  for (const field of single) {
    const [said, says] = [known[field] ?? null, next[field] ?? null]
    if (said !== null && says !== null && said !== says) throw cells.contradiction(field)
  }
}

function merged(known: Procedure | null, next: Procedure): Procedure {
  if (known === null) return next
  const { code, name } = known
  const commonTo = known.commonTo ?? next.commonTo
  return {
    code,
    name,
    field: known.field ?? next.field,
    authority: known.authority ?? next.authority,
    ...(commonTo !== undefined && { commonTo }),
    announcements: [...known.announcements, ...next.announcements],
    publishedOn: known.publishedOn ?? next.publishedOn,
    withdrawnOn: known.withdrawnOn ?? next.withdrawnOn,
    publicParts: known.publicParts ?? next.publicParts,
    audiences: [...new Set([...known.audiences, ...next.audiences])],
    hasFee: known.hasFee || next.hasFee,
    paymentIntegrated: known.paymentIntegrated || next.paymentIntegrated,
    returnsPaper: known.returnsPaper || next.returnsPaper,
    maxWorkingDays: known.maxWorkingDays ?? next.maxWorkingDays,
  }
}
