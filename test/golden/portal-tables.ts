import type { IndexSet } from '../../src/core/index-set/index-set.ts'
import type { PortalTable, PortalUnit } from '../../src/core/table/portal-table.ts'
import { audit } from '../../src/published/audit/audit.ts'
import { readPublished } from '../../src/published/read/read.ts'
import { groupCodes, groups2025, groups2026, loadSet } from './figures.ts'
import { indexSets } from './table-2023.ts'

export async function readPortal(content: unknown, name = 'cong.json'): Promise<PortalTable> {
  const bytes = content instanceof Uint8Array ? content : new TextEncoder().encode(JSON.stringify(content))
  const read = await readPublished(bytes, name, indexSets)
  if (!read.ok || read.value.kind !== 'portal') throw new Error(JSON.stringify(read))
  return read.value.table
}

export function codes(table: PortalTable, indexSet?: IndexSet): string[] {
  return audit({ kind: 'portal', table }, indexSets, indexSet).map(({ code, row }) => `${code} ${row}`)
}

/** Codes of what is found in a document. */
export async function found(content: unknown): Promise<string[]> {
  return codes(await readPortal(content))
}

export function tableOf(units: readonly PortalUnit[]): PortalTable {
  return { period: null, service: 'unknown', units }
}

export const set2026 = await loadSet('vn-766/2026')

export const number = (row: (typeof groups2025.rows)[number], key: (typeof groupCodes)[number] | 'total') =>
  row.points.get(key)?.valueOf() ?? Number.NaN

/** The published list itself mixes the two forms: one province stands as 000.00.00.H37. */
function bodyOf(code: string): string {
  return code.slice(code.lastIndexOf('.') + 1)
}

/** A row as the old service sent it: numbers as strings with a comma, code in the older form. */
export const oldRows = groups2025.rows.map((row) => ({
  ID: row.rank * 10,
  TEN: row.unit,
  MA_COQUAN: `000.00.00.${bodyOf(row.code)}`,
  LOAI_COQUAN: 1,
  CAPDONVIID: 1,
  ...Object.fromEntries(groupCodes.map((code) => [code, String(number(row, code)).replace('.', ',')])),
  TONG_SCORE: String(number(row, 'total')),
  ROW_STT: row.rank,
}))

export const units2025: readonly PortalUnit[] = groups2025.rows.map((row) => ({
  code: bodyOf(row.code),
  name: row.unit,
  total: number(row, 'total'),
  rank: row.rank,
  level: 'province' as const,
  groups: Object.fromEntries(groupCodes.map((code) => [code, number(row, code)])),
}))

export const evaluation = groups2026.rows.map((row) => ({
  departmentId: row.rank,
  departmentName: row.unit,
  departmentCode: row.code,
  totalScore: number(row, 'total'),
  scoreDelta: 0.1,
  groupScores: Object.fromEntries(groupCodes.map((code) => [code, number(row, code)])),
  childGroup: 'AGENCY',
}))
