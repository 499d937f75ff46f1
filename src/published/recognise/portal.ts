import type { IndexSet } from '../../core/index-set/index-set.ts'
import { isPeriod } from '../../core/period/period.ts'
import {
  joinedGroups,
  type PortalNational,
  type PortalService,
  portalServices,
  type PortalTable,
  type PortalUnit,
} from '../../core/table/portal-table.ts'
import { unitCode } from '../../core/unit/code.ts'
import type { Block } from '../../file/blocks.ts'
import { PortalCounts } from './portal-counts.ts'
import { aliases, countOf, type Fields, isFields, levelOf, nameOf, score, scoreOf, text } from './portal-fields.ts'
import { type Draft, serviceOf, unitsOf, withLists } from './portal-units.ts'

/** Score tables of the national portal: the old service's rows, the new service's answers, chiso's own exports. */

/** Where a value stands in a document: the unit above it that has a name, the array it is in, the way to it. */
type Place = { readonly owner: Fields | null; readonly list: string; readonly path: string; readonly isNew: boolean }

/** What the portal's answers, or rows of a sheet, hold as scored units; null when they hold none. */
export class PortalReader {
  readonly #groups: readonly string[]
  readonly #counts: PortalCounts

  constructor(indexSets: readonly IndexSet[]) {
    this.#groups = [...new Set(indexSets.flatMap((set) => set.groups.map((group) => group.code)))]
    this.#counts = new PortalCounts(indexSets)
  }

  /** The units anywhere inside a parsed JSON document. */
  readJson(json: unknown): PortalTable | null {
    const top = isFields(json) ? json : {}
    const national = this.#national(top['national'])
    const drafts: Draft[] = []
    const visit = (value: unknown, place: Place) => {
      if (Array.isArray(value)) {
        for (const [i, item] of value.entries())
          visit(item, { ...place, list: place.path, path: joined(place.path, String(i)) })
      } else if (isFields(value)) {
        const draft = this.#draft(value, place)
        if (draft) drafts.push(draft)
        const owner = nameOf(value) === null ? place.owner : value
        for (const [key, item] of Object.entries(value))
          if (typeof item === 'object' && !(national && value === top && key === 'national'))
            visit(item, { ...place, owner, path: joined(place.path, key), isNew: place.isNew || key === 'evaluation' })
      }
    }
    visit(json, { owner: null, list: '', path: '', isNew: false })
    if (drafts.length === 0) return null
    const { period, service } = top
    return {
      period: typeof period === 'string' && isPeriod(period) ? period : null,
      service: portalServices.find((name) => name === service) ?? serviceOf(drafts),
      units: unitsOf(withLists(drafts)),
      ...(national && { national }),
    }
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
      const draft = this.#draft(fields, { owner: null, list: block.table, path: '', isNew: false })
      if (draft) drafts.push({ ...draft, unit: { ...draft.unit, list: block.table } })
    }
    return drafts.length === 0 ? null : { period: null, service: serviceOf(drafts), units: unitsOf(drafts) }
  }

  #isHeader(cells: readonly string[]): boolean {
    return this.#groups.filter((code) => cells.some((cell) => cell.trim() === code)).length >= 3
  }

  /** One row or answer as a unit; null when it holds neither scores nor counts. */
  #draft(fields: Fields, { owner, list, isNew }: Place): Draft | null {
    const groups = this.#groupScores(fields)
    const ofService = this.#counts.ofService(fields)
    const indicators = [...ofService, ...this.#counts.ofOwn(fields)]
    const named = nameOf(fields)
    const hasScores = Object.keys(groups).length >= 3 && named !== null
    if (!hasScores && indicators.length === 0) return null
    const source = named === null && owner ? owner : fields
    const code = text(source, aliases.code)
    const band = text(fields, aliases.band)
    const level = levelOf(source)
    const period = text(fields, ['period'])
    const unit: PortalUnit = {
      code: code === null ? null : unitCode(code),
      name: text(source, aliases.name),
      groups,
      total: score(fields, aliases.total),
      rank: aliases.rank.map((name) => countOf(fields[name]).count).find((rank) => rank !== null) ?? null,
      ...(level && { level }),
      ...(period !== null && isPeriod(period) && { period }),
      ...(band !== null && { band }),
      ...(indicators.length > 0 && { indicators }),
    }
    const service = serviceIn(fields, isNew || ofService.length > 0 || 'groupScores' in fields)
    return { unit, service, place: countOf(fields['ROW_STT']).count, list }
  }

  #groupScores(fields: Fields): Record<string, number | null> {
    const nested = fields['groupScores'] ?? fields['groups']
    const source = isFields(nested) ? nested : fields
    return Object.fromEntries(
      this.#groups.filter((code) => Object.hasOwn(source, code)).map((code) => [code, scoreOf(source[code])]),
    )
  }

  #national(value: unknown): PortalNational | null {
    if (!isFields(value)) return null
    const source = isFields(value['groups']) ? value['groups'] : value
    const names = [...this.#groups, ...Object.keys(joinedGroups)].filter((name) => Object.hasOwn(source, name))
    if (names.length < 3) return null
    return {
      groups: Object.fromEntries(names.map((name) => [name, scoreOf(source[name])])),
      total: score(value, aliases.total),
    }
  }
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

/** Fields that only one service has. */
function serviceIn(fields: Fields, isNew: boolean): PortalService {
  const isOld = ['MA_COQUAN', 'TONG_SCORE', 'LOAI_COQUAN', 'CAPDONVIID', 'ROW_STT'].some((name) =>
    Object.hasOwn(fields, name),
  )
  if (isOld === isNew) return 'unknown'
  return isOld ? 'old' : 'new'
}
