import type { IndexSet } from '../index-set/index-set.ts'
import { covers } from '../index-set/in-force.ts'
import type { ReportedScorecard } from '../observation/bodies.ts'
import type { Seq } from '../observation/observation.ts'
import { dateOf, type Instant } from '../time/instant.ts'
import type { PlainDate } from '../time/plain-date.ts'
import type { Level } from '../unit/level.ts'

/** Forms of tables that are published: old and new service of the portal, one that does not tell which, printed tables. */
export const publishedForms = ['portal-old', 'portal-new', 'portal', 'monthly-table'] as const
export type PublishedForm = (typeof publishedForms)[number]

/** The unit code of the country, whose figures stand beside those of provinces. */
export const country = 'VN'

/** Where a reported figure comes from. */
export type Origin = {
  readonly source: string
  readonly form: PublishedForm
  /** The day on which the source showed it; null: not said. */
  readonly capturedAt: PlainDate | null
  readonly recordedAt: Instant
  readonly seq: Seq
}

/** What one published table says of one unit in one period, as printed. */
export type Report = { readonly origin: Origin; readonly body: ReportedScorecard }

export function publishedForm(form: string): PublishedForm | null {
  return publishedForms.find((known) => known === form) ?? null
}

/** The day by which captures are ordered: of the capture, else of the import. */
export function dayOf({ capturedAt, recordedAt }: Origin): PlainDate {
  return capturedAt ?? dateOf(recordedAt)
}

/** Newest capture first; of one day the one that was imported later. */
export function newestFirst(reports: readonly Report[]): readonly Report[] {
  return reports.toSorted((a, b) => dayOf(b.origin).localeCompare(dayOf(a.origin)) || b.origin.seq - a.origin.seq)
}

/**
 * Whether a report's points were made under this version. The version that has no end began with the portal's new
 * service, so it never stands behind figures of the old one.
 */
export function isUnder({ origin, body }: Report, indexSet: IndexSet): boolean {
  return covers(indexSet, body.period) && !(origin.form === 'portal-old' && indexSet.validTo === null)
}

/** The version behind a report; null when none is known to be. */
export function versionOf(report: Report, indexSets: readonly IndexSet[]): IndexSet | null {
  return indexSets.find((set) => isUnder(report, set)) ?? null
}

/** The kind of unit by its code, where that tells: H20 is a province, G05 a ministry. */
export function levelOfCode(code: string): Level | null {
  if (/^H\d{2}$/.test(code)) return 'province'
  return /^G\d{2}$/.test(code) ? 'ministry' : null
}
