import type { NationalAnswer } from '../../src/server/routes/reported.ts'
import type { RankingAnswer } from '../../src/server/routes/scores.ts'
import { type Answered, type Asked, askedQuery, useAnswer } from '../api/queries.ts'
import { useMay } from '../app/start.tsx'

/** The provinces as they were published for a period; nothing is computed of them here. */
export function useNational(asked: Omit<Asked, 'unit'>, isWanted: boolean): Answered<NationalAnswer> {
  const may = useMay('read-published')
  const query = { ...askedQuery(asked), level: 'province' }
  return useAnswer<NationalAnswer>('/api/national', { query, isWanted: isWanted && may })
}

/** Published scores in the form of a ranking, to be shown like one. */
export function rankingOf(national: NationalAnswer, asOf: string): RankingAnswer {
  const { period, rows, version, indexSet } = national
  const shown = rows.map(({ rank, unit, name, total, band, groups }) => ({
    rank,
    unit,
    name,
    total: total?.points ?? null,
    max: 100,
    band,
    bandName: band === null ? null : { vi: band, en: band },
    small: false,
    groups: Object.fromEntries(Object.entries(groups).map(([code, figure]) => [code, figure?.points ?? null])),
  }))
  const of = shown.filter(({ rank }) => rank !== null).length
  return {
    period,
    asOf,
    indexSet: indexSet ?? version,
    units: 'current',
    watermark: 0,
    provisional: false,
    inForce: true,
    level: 'province',
    of,
    rows: shown,
  }
}
