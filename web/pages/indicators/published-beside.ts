import type { ComparedAnswer } from '../../../src/server/routes/reported.ts'
import type { ScorecardAnswer } from '../../../src/server/routes/scores.ts'
import { askedQuery, useAnswer } from '../../api/queries.ts'
import { useAsked } from '../../app/address.ts'
import { useMay } from '../../app/start.tsx'

type Series = ComparedAnswer['series'][number]
export type PublishedIndicator = Series['groups'][number]['indicators'][number]
export type PublishedGroup = Series['groups'][number]

/** What was published of the same unit and period, where something was. */
export type PublishedBeside = {
  readonly groups: ReadonlyMap<string, PublishedGroup>
  readonly indicators: ReadonlyMap<string, PublishedIndicator>
  readonly total: Series['total']
}

/** The portal's figures before the province's own table; those of another version are not held against these. */
const order = ['portal', 'monthly-table', 'portal-old'] as const

export function usePublished(card: ScorecardAnswer): PublishedBeside | null {
  const asked = useAsked()
  const may = useMay('read-explanations')
  const { data } = useAnswer<ComparedAnswer>(`/api/compare/${encodeURIComponent(card.unit)}`, {
    query: askedQuery(asked),
    isWanted: may && card.isOpen,
  })
  const same = data?.series.filter(({ sameVersion }) => sameVersion) ?? []
  const series = order.flatMap((kind) => same.find(({ series: own }) => own === kind) ?? [])[0]
  if (series === undefined) return null
  const indicators = series.groups.flatMap((group) => group.indicators)
  return {
    groups: new Map(series.groups.map((group) => [group.code, group])),
    indicators: new Map(indicators.map((one) => [one.id, one])),
    total: series.total,
  }
}
