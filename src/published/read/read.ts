import { failed, failure, Refusal, refused, type Result } from '../../core/failure.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import { parseJson } from '../../core/json.ts'
import { limits } from '../../core/limits.ts'
import { problemWords } from '../../core/problem.ts'
import { monthlyTable } from '../../core/table/monthly-table.ts'
import type { Published } from '../published.ts'
import { knownNames } from '../recognise/known-names.ts'
import { recogniseMonthly } from '../recognise/monthly.ts'
import { PortalReader } from '../recognise/portal.ts'
import type { Block } from '../../file/blocks.ts'

import { type Format, sniff } from '../../file/sniff.ts'
import { textBlocks } from './text.ts'
import { decodeText } from '../../file/text-bytes.ts'

/**
 * Reads a published file of any known format: a province's monthly table or a portal table. `indexSets` give the
 * names and codes that rows are known by. Every problem of the file is a failure with its place; nothing is guessed.
 */
export async function readPublished(
  bytes: Uint8Array,
  fileName: string,
  indexSets: readonly IndexSet[],
): Promise<Result<Published>> {
  try {
    if (bytes.length > limits.fileBytes)
      throw new Refusal('file-too-large', { size: bytes.length, limit: limits.fileBytes })
    const format = sniff(bytes, fileName)
    if (format === 'json') return fromJson(parseJson(decodeText(bytes)), fileName, indexSets)
    return fromBlocks(await blocksOf(format, bytes), fileName, indexSets)
  } catch (error) {
    return refused(error, fileName)
  }
}

/** Each reader is loaded when its format comes: the libraries behind them are large. */
async function blocksOf(format: Exclude<Format, 'json'>, bytes: Uint8Array): Promise<readonly Block[]> {
  switch (format) {
    case 'docx':
      return (await import('./docx.ts')).readDocx(bytes)
    case 'xlsx':
      return (await import('../../file/xlsx.ts')).readXlsx(bytes)
    case 'pdf':
      return (await import('./pdf.ts')).readPdf(bytes)
    case 'text':
      return textBlocks(decodeText(bytes))
  }
}

function fromBlocks(blocks: readonly Block[], file: string, indexSets: readonly IndexSet[]): Result<Published> {
  const portal = new PortalReader(indexSets).readRows(blocks)
  if (portal) return { ok: true, value: { kind: 'portal', table: portal } }
  const monthly = recogniseMonthly(blocks, knownNames(indexSets))
  return monthly ? { ok: true, value: { kind: 'monthly', table: monthly } } : failed('table-not-found', {}, { file })
}

/** JSON is the output of `published read` itself, or an answer of the portal. */
function fromJson(json: unknown, file: string, indexSets: readonly IndexSet[]): Result<Published> {
  if (isReport(json)) {
    const parsed = monthlyTable.safeParse(json, { reportInput: true })
    if (parsed.success) return { ok: true, value: { kind: 'monthly', table: parsed.data } }
    const failures = parsed.error.issues.map((problem) =>
      failure('json-shape', { field: problem.path.join('.'), reason: problemWords(problem) }, { file }),
    )
    return { ok: false, failures }
  }
  const portal = new PortalReader(indexSets).readJson(json)
  return portal ? { ok: true, value: { kind: 'portal', table: portal } } : failed('table-not-found', {}, { file })
}

function isReport(json: unknown): boolean {
  if (typeof json !== 'object' || json === null || !('rows' in json) || !Array.isArray(json.rows)) return false
  return json.rows.some((row: unknown) => typeof row === 'object' && row !== null && ('local' in row || 'kind' in row))
}
