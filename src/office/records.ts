import { type Dossier, dossier } from '../core/dossier/dossier.ts'
import type { ObservationKind } from '../core/observation/observation.ts'
import type { Result } from '../core/failure.ts'
import type { KeyRange, RecordBody, RecordPage } from '../ledger/read.ts'
import type { Stored } from '../ledger/row.ts'
import type { LedgerView } from '../ledger/view.ts'

const pageRows = 1_000

/** The records of a kind, by key, page by page: memory holds one page. */
export function recordsOf(ledger: LedgerView, kind: ObservationKind): Generator<Stored, void> {
  return paged((page) => ledger.records(kind, page), '')
}

/** As `recordsOf`, those whose keys come after `first`, without where they came from, in a third of the time. */
export function bodiesOf(ledger: LedgerView, kind: ObservationKind, first = ''): Generator<RecordBody, void> {
  return paged((page) => ledger.bodies(kind, page), first)
}

function* paged<T extends { readonly key: string }>(
  read: (page: RecordPage) => Result<readonly T[]>,
  first: string,
): Generator<T, void> {
  let after = first
  for (;;) {
    const page = said(read({ limit: pageRows, after }))
    yield* page
    if (page.length < pageRows) return
    after = page.at(-1)?.key ?? after
  }
}

/** A dossier as it is now. */
export function dossierIn(ledger: LedgerView, code: string): Dossier | undefined {
  const record = said(ledger.record('dossier', code))
  return record === null ? undefined : dossier.parse(record.body)
}

/** The keys of a kind in ranges of so many records. */
export function* rangesOf(ledger: LedgerView, kind: ObservationKind, rows: number): Generator<KeyRange, void> {
  for (let after = ''; ; ) {
    const range = said(ledger.rangeOf(kind, { after, limit: rows }))
    if (range === null) return
    yield range
    after = range.to
  }
}

/** What the ledger answered. A ledger that cannot be read now could be read when it was opened: nothing can go on. */
export function said<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(JSON.stringify(result.failures))
}
