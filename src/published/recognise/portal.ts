import type { IndexSet, Indicator } from '../../core/index-set/index-set.ts'
import { isPeriod } from '../../core/period/period.ts'
import type { PortalIndicator, PortalTable, PortalUnit } from '../../core/table/portal-table.ts'
import { tidy } from '../../core/text/fold.ts'
import { unitCode } from '../../core/unit/code.ts'
import { type Level, levels } from '../../core/unit/level.ts'
import type { Block } from '../../file/blocks.ts'
import { figure } from './value.ts'

/** Score tables of the national portal: the old service's rows, the new service's answers, chiso's own exports. */

type Fields = Readonly<Record<string, unknown>>

/** Names that one thing has in the old service, the new service and our own files. */
const aliases = {
  code: ['MA_COQUAN', 'departmentCode', 'code', 'unitCode'],
  name: ['TEN', 'departmentName', 'name', 'unitName', 'unit'],
  total: ['TONG_SCORE', 'totalScore', 'total'],
  rank: ['rank', 'ranking', 'xepHang', 'XEP_HANG'],
  band: ['band', 'rating', 'xepLoai', 'XEP_LOAI'],
} as const

type Draft = { readonly unit: PortalUnit; readonly place: number | null }

/** What the portal's answers, or rows of a sheet, hold as scored units; null when they hold none. */
export class PortalReader {
  readonly #groups: readonly string[]
  readonly #byCode: ReadonlyMap<string, Indicator>
  readonly #byFields: readonly Indicator[]

  constructor(indexSets: readonly IndexSet[]) {
    const indicators = indexSets.flatMap((set) => [...set.indicators.values()])
    this.#groups = [...new Set(indexSets.flatMap((set) => set.groups.map((group) => group.code)))]
    this.#byCode = new Map(indicators.flatMap((item) => (item.portalCode ? [[item.portalCode, item]] : [])))
    this.#byFields = [
      ...new Map(indicators.filter((item) => item.portalFields).map((item) => [item.id, item])).values(),
    ]
  }

  /** The units anywhere inside a parsed JSON document. */
  readJson(json: unknown): PortalTable | null {
    const drafts: Draft[] = []
    const visit = (value: unknown, owner: Fields | null) => {
      if (Array.isArray(value)) for (const item of value) visit(item, owner)
      else if (isFields(value)) {
        const unit = this.#unit(value, undefined, owner)
        if (unit) drafts.push({ unit, place: numberOf(value['ROW_STT']) })
        const next = nameOf(value) === null ? owner : value
        for (const item of Object.values(value)) if (typeof item === 'object') visit(item, next)
      }
    }
    visit(json, null)
    const stated = isFields(json) ? json['period'] : undefined
    return table(drafts, typeof stated === 'string' && isPeriod(stated) ? stated : null)
  }

  /** The units in sheets that have the portal's column names: "Điểm năm", "Sở Ban", "Xã Phường" … */
  readRows(blocks: readonly Block[]): PortalTable | null {
    const drafts: Draft[] = []
    const headers = new Map<string, readonly string[]>()
    for (const block of blocks) {
      if (block.kind !== 'row') continue
      if (this.#isHeader(block.cells)) {
        headers.set(
          block.table,
          block.cells.map((cell) => cell.trim()),
        )
        continue
      }
      const header = headers.get(block.table)
      if (!header) continue
      const fields = Object.fromEntries(header.map((name, i) => [name, block.cells[i] ?? '']))
      const unit = this.#unit(fields, block.table, null)
      if (unit) drafts.push({ unit, place: numberOf(fields['ROW_STT']) })
    }
    return table(drafts, null)
  }

  #isHeader(cells: readonly string[]): boolean {
    return this.#groups.filter((code) => cells.some((cell) => cell.trim() === code)).length >= 3
  }

  /** One row or answer as a unit; null when it holds neither scores nor counts. */
  #unit(fields: Fields, list: string | undefined, owner: Fields | null): PortalUnit | null {
    const groups = this.#groupScores(fields)
    const indicators = [...this.#metrics(fields), ...this.#countFields(fields), ...ownCounts(fields)]
    const named = nameOf(fields)
    const hasScores = Object.keys(groups).length >= 3 && named !== null
    if (!hasScores && indicators.length === 0) return null
    const source = named === null && owner ? owner : fields
    const code = text(source, aliases.code)
    const band = text(fields, aliases.band)
    const level = levelOf(source)
    return {
      code: code === null ? null : unitCode(code),
      name: text(source, aliases.name),
      groups,
      total: number(fields, aliases.total),
      rank: number(fields, aliases.rank),
      ...(list !== undefined && { list }),
      ...(level && { level }),
      ...(band !== null && { band }),
      ...(indicators.length > 0 && { indicators }),
    }
  }

  #groupScores(fields: Fields): Record<string, number | null> {
    const nested = fields['groupScores'] ?? fields['groups']
    const source = isFields(nested) ? nested : fields
    return Object.fromEntries(
      this.#groups.filter((code) => code in source).map((code) => [code, numberOf(source[code])]),
    )
  }

  #metrics(fields: Fields): PortalIndicator[] {
    const metrics = fields['metrics']
    if (!Array.isArray(metrics)) return []
    return metrics.filter(isFields).flatMap((metric) => {
      const code = typeof metric['code'] === 'string' ? metric['code'] : null
      if (code === null || !('numerator' in metric)) return []
      return [
        {
          id: this.#byCode.get(code)?.id ?? null,
          code,
          part: numberOf(metric['numerator']),
          whole: numberOf(metric['denominator']),
          points: numberOf(metric['score']),
          max: numberOf(metric['maxScore']),
        },
      ]
    })
  }

  /** Counts under the field names of the progress, online and payment trees: `totalOnTime`, `authorityCount` … */
  #countFields(fields: Fields): PortalIndicator[] {
    return this.#byFields.flatMap(({ id, portalFields }) => {
      const part = sumOf(fields, portalFields?.part ?? [])
      const whole = sumOf(fields, portalFields?.whole ?? [])
      if (part === null || whole === null) return []
      return [{ id, code: (portalFields?.part ?? []).join('+'), part, whole, points: null, max: null }]
    })
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(fields: Fields, names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields[name]
    if (typeof value === 'string' && value.trim() !== '') return tidy(value)
  }
  return null
}

function nameOf(fields: Fields): string | null {
  return text(fields, aliases.name) ?? text(fields, aliases.code)
}

function number(fields: Fields, names: readonly string[]): number | null {
  return names.map((name) => numberOf(fields[name])).find((value) => value !== null) ?? null
}

/** The old service writes some numbers as strings, with a comma or a dot. */
function numberOf(value: unknown): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value
  return typeof value === 'string' && /^\d[\d.,]*$/.test(value.trim()) ? figure(value.trim(), false) : null
}

function sumOf(fields: Fields, names: readonly string[]): number | null {
  const values = names.map((name) => numberOf(fields[name]))
  return values.includes(null) || values.length === 0
    ? null
    : values.reduce<number>((sum, value) => sum + (value ?? 0), 0)
}

const kinds: Readonly<Record<string, Level>> = {
  '1': 'province',
  '2': 'department',
  '3': 'commune',
  AGENCY: 'department',
  COMMUNE: 'commune',
}

function levelOf(fields: Fields): Level | null {
  if (typeof fields['level'] === 'string') return levels.find((level) => level === fields['level']) ?? null
  const kind = fields['LOAI_COQUAN'] ?? fields['childGroup']
  return typeof kind === 'string' || typeof kind === 'number' ? (kinds[kind] ?? null) : null
}

/**
 * ROW_STT numbers the rows of a list: a rank only where the list holds one kind of unit and no more places than units.
 * The old service ranked mixed kinds in one list, which means nothing.
 */
function table(drafts: readonly Draft[], period: string | null): PortalTable | null {
  if (drafts.length === 0) return null
  const oneKind = new Set(drafts.map(({ unit }) => `${unit.list}|${unit.level}`)).size === 1
  const isRank = oneKind && drafts.every(({ place }) => place === null || place <= drafts.length)
  const units = drafts.map(({ unit, place }) => (isRank && unit.rank === null ? { ...unit, rank: place } : unit))
  return { period, units: mergeUnits(units) }
}

function ownCounts(fields: Fields): PortalIndicator[] {
  const counts = fields['counts']
  if (!isFields(counts)) return []
  const points = isFields(fields['points']) ? fields['points'] : {}
  return Object.entries(counts).flatMap(([id, count]) => {
    if (count !== null && !(Array.isArray(count) && count.length === 2)) return []
    const [part, whole] = Array.isArray(count) ? count : [null, null]
    return [{ id, code: id, part: numberOf(part), whole: numberOf(whole), points: numberOf(points[id]), max: null }]
  })
}

/** Answers about one unit in several parts of a file become one unit. */
function mergeUnits(units: readonly PortalUnit[]): readonly PortalUnit[] {
  const merged = new Map<string, PortalUnit>()
  for (const [index, unit] of units.entries()) {
    const key = unit.code ?? unit.name ?? `#${index}`
    const before = merged.get(key)
    if (!before || Object.keys(before.groups).length * Object.keys(unit.groups).length > 0) {
      merged.set(before ? `${key}#${index}` : key, unit)
      continue
    }
    const indicators = [...(before.indicators ?? []), ...(unit.indicators ?? [])]
    merged.set(key, {
      ...before,
      groups: { ...before.groups, ...unit.groups },
      total: before.total ?? unit.total,
      rank: before.rank ?? unit.rank,
      ...(indicators.length > 0 && { indicators }),
    })
  }
  return [...merged.values()]
}
