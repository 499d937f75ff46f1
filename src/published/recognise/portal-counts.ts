import type { IndexSet, Indicator } from '../../core/index-set/index-set.ts'
import type { PortalIndicator } from '../../core/table/portal-table.ts'
import { countOf, type Fields, isFields, type PrintedCount, scoreOf, sumOf } from './portal-fields.ts'

/** Counts of indicators in an answer: metrics of the new service, fields of its trees, counts of our own files. */
export class PortalCounts {
  readonly #ids: ReadonlySet<string>
  readonly #byCode: ReadonlyMap<string, Indicator>
  readonly #byFields: readonly Indicator[]

  constructor(indexSets: readonly IndexSet[]) {
    const indicators = indexSets.flatMap((set) => [...set.indicators.values()])
    this.#ids = new Set(indicators.map((item) => item.id))
    this.#byCode = new Map(indicators.flatMap((item) => (item.portalCode ? [[item.portalCode, item]] : [])))
    this.#byFields = [
      ...new Map(indicators.filter((item) => item.portalFields).map((item) => [item.id, item])).values(),
    ]
  }

  /** What only the new service has. */
  ofService(fields: Fields): PortalIndicator[] {
    return [...this.#metrics(fields), ...this.#trees(fields)]
  }

  /** `counts: {id: [part, whole] | null}` and `points: {id: points}`. */
  ofOwn(fields: Fields): PortalIndicator[] {
    const counts = fields['counts']
    if (!isFields(counts)) return []
    const points = isFields(fields['points']) ? fields['points'] : {}
    return Object.entries(counts).flatMap(([code, value]) => {
      const known = this.#ids.has(code)
      const pair = pairOf(value)
      if (pair === null && !known) return []
      const [part, whole] = pair ?? [noPair(value), { count: null }]
      const given = { points: scoreOf(points[code]), max: null }
      return [{ id: known ? code : null, code, ...countsOf(part, whole), ...given }]
    })
  }

  #metrics(fields: Fields): PortalIndicator[] {
    const metrics = fields['metrics']
    if (!Array.isArray(metrics)) return []
    return metrics.filter(isFields).flatMap((metric) => {
      const code = typeof metric['code'] === 'string' ? metric['code'] : null
      if (code === null || !('numerator' in metric)) return []
      const ratio = ratioOf(metric['ratio'])
      return [
        {
          id: this.#byCode.get(code)?.id ?? null,
          code,
          ...countsOf(countOf(metric['numerator']), countOf(metric['denominator'])),
          ...(ratio !== null && { ratio }),
          points: scoreOf(metric['score']),
          max: scoreOf(metric['maxScore']),
        },
      ]
    })
  }

  /** Field names of the progress, online and payment trees: `totalOnTime`, `authorityCount` … */
  #trees(fields: Fields): PortalIndicator[] {
    return this.#byFields.flatMap(({ id, portalFields }) => {
      const names = portalFields ?? { part: [], whole: [] }
      const part = sumOf(fields, names.part)
      const whole = sumOf(fields, names.whole)
      if (part === null || whole === null) return []
      return [{ id, code: names.part.join('+'), ...countsOf(part, whole), points: null, max: null }]
    })
  }
}

function countsOf(part: PrintedCount, whole: PrintedCount): Pick<PortalIndicator, 'part' | 'whole' | 'unreadable'> {
  const unreadable = {
    ...(part.unreadable !== undefined && { part: part.unreadable }),
    ...(whole.unreadable !== undefined && { whole: whole.unreadable }),
  }
  return { part: part.count, whole: whole.count, ...(Object.keys(unreadable).length > 0 && { unreadable }) }
}

/** Part and whole; null where the value has another shape. */
function pairOf(value: unknown): readonly [PrintedCount, PrintedCount] | null {
  if (value === null) return [{ count: null }, { count: null }]
  if (!Array.isArray(value) || value.length !== 2) return null
  return [countOf(value[0]), countOf(value[1])]
}

function noPair(value: unknown): PrintedCount {
  return { count: null, unreadable: JSON.stringify(value).slice(0, 60) }
}

function ratioOf(value: unknown): number | null {
  return scoreOf(typeof value === 'string' ? value.replace(/\s*%\s*$/, '') : value)
}
