import { reportedScorecard } from '../core/observation/bodies.ts'
import { type IndexSet } from '../core/index-set/index-set.ts'
import type { Period } from '../core/period/period.ts'
import { publishedForm, type Report, versionOf } from '../core/reported/report.ts'
import { parsePlainDate } from '../core/time/plain-date.ts'
import type { Stored } from '../ledger/row.ts'
import type { LedgerView } from '../ledger/view.ts'
import { said } from './records.ts'

const pageRows = 1_000

/** Everything that was published about a unit in a period, every capture of every source. `codes`: all its codes. */
export function reportsOf(ledger: LedgerView, codes: readonly string[], period: Period): readonly Report[] {
  return codes.flatMap((code) => under(ledger, `${code}/${period}/`))
}

/** Everything that was published for a period, by unit. */
export function reportsIn(ledger: LedgerView, period: Period): ReadonlyMap<string, readonly Report[]> {
  const middle = `/${period}/`
  const keys = [...keysAfter(ledger, '')].filter((key) => key.includes(middle))
  return Map.groupBy(
    keys.flatMap((key) => captures(ledger, key)),
    ({ body }) => body.unit,
  )
}

/** Keys are `unit/period/form`, so those of one unit and period stand together. */
function under(ledger: LedgerView, start: string): readonly Report[] {
  const reports: Report[] = []
  for (const key of keysAfter(ledger, start)) {
    if (!key.startsWith(start)) break
    reports.push(...captures(ledger, key))
  }
  return reports
}

function* keysAfter(ledger: LedgerView, start: string): Generator<string> {
  let after = start
  for (;;) {
    const page = said(ledger.records('reported-scorecard', { after, limit: pageRows }))
    yield* page.map(({ key }) => key)
    after = page.at(-1)?.key ?? after
    if (page.length < pageRows) return
  }
}

function captures(ledger: LedgerView, key: string): readonly Report[] {
  return said(ledger.history('reported-scorecard', key)).flatMap((stored) => reportIn(stored) ?? [])
}

/** Null for sums of one-stop systems, which are reported too but bring no points. */
function reportIn({ source, recordedTime, seq, body }: Stored): Report | null {
  const own = reportedScorecard.parse(body)
  const form = publishedForm(own.form)
  if (form === null) return null
  const capturedAt = own.capturedAt === undefined ? null : parsePlainDate(own.capturedAt)
  return { origin: { source, form, capturedAt, recordedAt: recordedTime, seq }, body: own }
}

/**
 * What tells apart figures that must not stand in one table: the version they were made under, or, where none is known,
 * the service they come from.
 */
export type VersionMark = { readonly indexSet: IndexSet | null; readonly label: string }

export function markOf(report: Report, indexSets: readonly IndexSet[]): VersionMark {
  const indexSet = versionOf(report, indexSets)
  return { indexSet, label: indexSet?.id ?? `? (${report.origin.form})` }
}
