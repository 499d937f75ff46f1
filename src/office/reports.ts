import { reportedScorecard } from '../core/observation/bodies.ts'
import { type IndexSet } from '../core/index-set/index-set.ts'
import type { Period } from '../core/period/period.ts'
import { publishedForm, type Report, versionOf } from '../core/reported/report.ts'
import { parsePlainDate } from '../core/time/plain-date.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Stored } from '../ledger/row.ts'

const pageRows = 1_000

/** Everything that was published about a unit in a period, every capture of every source. `codes`: all its codes. */
export function reportsOf(ledger: Ledger, codes: readonly string[], period: Period): readonly Report[] {
  return codes.flatMap((code) => under(ledger, `${code}/${period}/`))
}

/** Everything that was published for a period, by unit. */
export function reportsIn(ledger: Ledger, period: Period): ReadonlyMap<string, readonly Report[]> {
  const middle = `/${period}/`
  const keys = [...keysAfter(ledger, '')].filter((key) => key.includes(middle))
  return Map.groupBy(
    keys.flatMap((key) => captures(ledger, key)),
    ({ body }) => body.unit,
  )
}

/** Keys are `unit/period/form`, so those of one unit and period stand together. */
function under(ledger: Ledger, start: string): readonly Report[] {
  const reports: Report[] = []
  for (const key of keysAfter(ledger, start)) {
    if (!key.startsWith(start)) break
    reports.push(...captures(ledger, key))
  }
  return reports
}

function* keysAfter(ledger: Ledger, start: string): Generator<string> {
  let after = start
  for (;;) {
    const page = valueOf(ledger.records('reported-scorecard', { after, limit: pageRows }))
    yield* page.map(({ key }) => key)
    after = page.at(-1)?.key ?? after
    if (page.length < pageRows) return
  }
}

function captures(ledger: Ledger, key: string): readonly Report[] {
  return valueOf(ledger.history('reported-scorecard', key)).flatMap((stored) => reportIn(stored) ?? [])
}

/** Null for sums of one-stop systems, which are reported too but bring no points. */
function reportIn({ source, recordedTime, seq, body }: Stored): Report | null {
  const said = reportedScorecard.parse(body)
  const form = publishedForm(said.form)
  if (form === null) return null
  const capturedAt = said.capturedAt === undefined ? null : parsePlainDate(said.capturedAt)
  return { origin: { source, form, capturedAt, recordedAt: recordedTime, seq }, body: said }
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

function valueOf<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failures: unknown },
): T {
  if (result.ok) return result.value
  throw new Error(JSON.stringify(result.failures))
}
