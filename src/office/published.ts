import { basename } from 'node:path'
import { failed, type Result } from '../core/failure.ts'
import { setInForce } from '../core/index-set/in-force.ts'
import type { IndexSet } from '../core/index-set/index-set.ts'
import { limits } from '../core/limits.ts'
import type { MonthlyTable } from '../core/table/monthly-table.ts'
import type { Words } from '../core/words.ts'
import { audit } from '../published/audit/audit.ts'
import { recompute } from '../published/audit/recompute.ts'
import { type Finding, findingText } from '../published/audit/catalogue.ts'
import type { Published } from '../published/published.ts'
import { readPublished } from '../published/read/read.ts'
import { readBytes, writeBytes } from './files.ts'
import { openIndexSet, openShippedIndexSets } from './index-sets.ts'

export type Opened = { readonly published: Published; readonly indexSets: readonly IndexSet[] }

/** Reads a published file from disk, knowing rows by every shipped index set and by `own`, if given. */
export async function openPublished(path: string, own?: IndexSet): Promise<Result<Opened>> {
  const bytes = await readBytes(path, limits.fileBytes)
  if (!bytes.ok) return bytes
  const shipped = await openShippedIndexSets()
  const indexSets = own ? [own, ...shipped.filter((set) => set.id !== own.id)] : shipped
  const read = await readPublished(bytes.value, basename(path), indexSets)
  return read.ok ? { ok: true, value: { published: read.value, indexSets } } : read
}

export type Audited = Opened & {
  /** The set that points were held against; null when none is known for the period. */
  readonly indexSet: IndexSet | null
  readonly findings: readonly Finding[]
  /** Points that follow from the printed figures of a monthly table, by indicator id and group code. */
  readonly recomputed: ReadonlyMap<string, Words>
}

/** Reads and audits. `indexSet` is an id or a path and overrides the set in force. */
export async function auditPublished(path: string, indexSet?: string): Promise<Result<Audited>> {
  const own = indexSet === undefined ? undefined : await openIndexSet(indexSet)
  if (own && !own.ok) return own
  const opened = await openPublished(path, own?.value.indexSet)
  if (!opened.ok) return opened
  const { published, indexSets } = opened.value
  const chosen = own?.value.indexSet ?? setInForce(published.table.period, indexSets)
  const findings = audit(published, indexSets, own?.value.indexSet)
  const recomputed = published.kind === 'monthly' && chosen ? recompute(published.table, chosen) : new Map()
  return { ok: true, value: { published, indexSets, indexSet: chosen, findings, recomputed } }
}

export type WriteOptions = { readonly annex: boolean; readonly indexSet?: string }

/**
 * Reads a monthly table and writes it as the provincial form in Word; with the audit as an annex if asked. Failures:
 * output-not-word, portal-answer-written, text-damaged (a form with lost letters is not sent), those of reading.
 */
export async function writePublished(path: string, to: string, options: WriteOptions): Promise<Result<Audited>> {
  if (!/\.docx$/i.test(to)) return failed('output-not-word', {}, { file: to })
  const audited = await auditPublished(path, options.indexSet)
  if (!audited.ok) return audited
  const { published, findings } = audited.value
  if (published.kind === 'portal') return failed('portal-answer-written', {}, { file: path })
  const damaged = published.table.notes.find((note) => note.code === 'damaged-text')
  if (damaged) return failed('text-damaged', damaged.params, { file: path })
  const written = await writeBytes(to, await wordOf(published.table, options.annex ? findings : null))
  return written.ok ? audited : written
}

/** The form is a Vietnamese document, whatever language the command speaks. */
async function wordOf(table: MonthlyTable, findings: readonly Finding[] | null): Promise<Uint8Array> {
  const annex = findings && { findings: findings.map((item) => ({ ...item, message: findingText(item, 'vi') })) }
  const { writeMonthlyWord } = await import('../report/word/monthly.ts')
  return writeMonthlyWord({ table, annex })
}
