import { basename } from 'node:path'
import { failed, type Result } from '../core/failure.ts'
import type { IndexSet } from '../core/index-set/index-set.ts'
import { limits } from '../core/limits.ts'
import type { MonthlyTable } from '../core/table/monthly-table.ts'
import type { Language } from '../core/words.ts'
import { audit } from '../published/audit/audit.ts'
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

export type Audited = Opened & { readonly findings: readonly Finding[] }

/** Reads and audits. `indexSet` is an id or a path and overrides the set in force. */
export async function auditPublished(path: string, indexSet?: string): Promise<Result<Audited>> {
  const own = indexSet === undefined ? undefined : await openIndexSet(indexSet)
  if (own && !own.ok) return own
  const opened = await openPublished(path, own?.value.indexSet)
  if (!opened.ok) return opened
  const { published, indexSets } = opened.value
  return { ok: true, value: { published, indexSets, findings: audit(published, indexSets, own?.value.indexSet) } }
}

export type WriteOptions = { readonly annex: boolean; readonly indexSet?: string; readonly language: Language }

/** Reads a monthly table and writes it as the provincial form in Word; with the audit as an annex if asked. */
export async function writePublished(path: string, to: string, options: WriteOptions): Promise<Result<Audited>> {
  const audited = await auditPublished(path, options.indexSet)
  if (!audited.ok) return audited
  const { published, findings } = audited.value
  if (published.kind === 'portal') return failed('portal-answer-written', {}, { file: path })
  const written = await writeBytes(to, await wordOf(published.table, options.annex ? findings : null, options.language))
  return written.ok ? audited : written
}

async function wordOf(
  table: MonthlyTable,
  findings: readonly Finding[] | null,
  language: Language,
): Promise<Uint8Array> {
  const annex = findings && {
    findings: findings.map((item) => ({ ...item, message: findingText(item, language) })),
  }
  const { writeMonthlyWord } = await import('../report/word/monthly.ts')
  return writeMonthlyWord({ table, annex })
}
