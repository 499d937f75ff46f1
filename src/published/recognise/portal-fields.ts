import { limits } from '../../core/limits.ts'
import { tidy } from '../../core/text/fold.ts'
import { type Level, levels } from '../../core/unit/level.ts'
import { figure } from './value.ts'

/** The fields of one answer of the portal, or of one row of a sheet, as texts, scores and counts. */
export type Fields = Readonly<Record<string, unknown>>

/** Names that one thing has in the old service, the new service and our own files. */
export const aliases = {
  code: ['MA_COQUAN', 'departmentCode', 'code', 'unitCode'],
  name: ['TEN', 'departmentName', 'name', 'unitName', 'unit'],
  total: ['TONG_SCORE', 'totalScore', 'total'],
  rank: ['rank', 'ranking', 'xepHang', 'XEP_HANG'],
  band: ['band', 'rating', 'xepLoai', 'XEP_LOAI'],
} as const

/** Characters kept of what cannot be read. */
const shown = 60

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function text(fields: Fields, names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string' && value.trim() !== '') return tidy(value)
  }
  return null
}

export function nameOf(fields: Fields): string | null {
  return text(fields, aliases.name) ?? text(fields, aliases.code)
}

export function score(fields: Fields, names: readonly string[]): number | null {
  return names.map((name) => scoreOf(fields[name])).find((value) => value !== null) ?? null
}

/** A score or rate. The old service writes some as strings, with a comma or a dot: both are decimal marks. */
export function scoreOf(value: unknown): number | null {
  if (typeof value === 'number') return Math.abs(value) <= 1e15 ? value : null
  const printed = typeof value === 'string' ? value.trim() : ''
  return /^-?\d[\d.,]*$/.test(printed) ? figure(printed, false) : null
}

/** `count` is null where nothing is printed, and where what is printed is no count. */
export type PrintedCount = { readonly count: number | null; readonly unreadable?: string }

/** A count: a whole number from 0 on, in a text with or without dots between thousands. */
export function countOf(value: unknown): PrintedCount {
  const printed = printedText(value)
  if (printed === '') return { count: null }
  const grouped = typeof value === 'string' && /^[1-9]\d{0,2}(?:\.\d{3})+$/.test(printed)
  const digits = grouped ? printed.replaceAll('.', '') : printed
  const count = /^\d+$/.test(digits) ? Number(digits) : null
  return count !== null && count <= limits.count ? { count } : { count: null, unreadable: printed.slice(0, shown) }
}

function printedText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return tidy(value)
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

/** Several counts added; null where a field is absent or empty, so that there is nothing to add. */
export function sumOf(fields: Fields, names: readonly string[]): PrintedCount | null {
  const counts = names.map((name) => countOf(fields[name]))
  if (counts.some(({ count, unreadable }) => count === null && unreadable === undefined)) return null
  const printed = counts.map(({ count, unreadable }) => unreadable ?? String(count)).join(' + ')
  if (counts.some(({ unreadable }) => unreadable !== undefined)) return { count: null, unreadable: printed }
  const sum = counts.reduce((total, { count }) => total + (count ?? 0), 0)
  return sum <= limits.count ? { count: sum } : { count: null, unreadable: printed }
}

const kinds: ReadonlyMap<unknown, Level> = new Map([
  ['1', 'province'],
  ['2', 'department'],
  ['3', 'commune'],
  ['AGENCY', 'department'],
  ['COMMUNE', 'commune'],
])

export function levelOf(fields: Fields): Level | null {
  if (typeof fields['level'] === 'string') return levels.find((level) => level === fields['level']) ?? null
  const kind = fields['LOAI_COQUAN'] ?? fields['childGroup']
  return kinds.get(typeof kind === 'number' ? String(kind) : kind) ?? null
}
