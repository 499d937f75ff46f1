import type { NationalAnswer } from '../../../src/server/routes/reported.ts'
import type { ScorecardAnswer } from '../../../src/server/routes/scores.ts'
import { spreadOf } from '../../../src/core/score/spread.ts'
import { useRanking } from '../../api/queries.ts'
import { useAsked } from '../../app/address.ts'
import { useStart } from '../../app/start.tsx'
import { useNational } from '../../parts/national.ts'
import { pointsText, ratioText, sent } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'

/** What figures are held against: the whole country's, or the mean of the units ranked together. Texts, by code and id. */
export type Reference = {
  readonly head: string
  readonly groups: ReadonlyMap<string, string>
  readonly indicators: ReadonlyMap<string, string>
  readonly total: string
}

/** Null where nothing is known to hold it against. */
export function useReference(card: ScorecardAnswer): Reference | null {
  const { root } = useStart()
  const isTop = card.unit === root
  const country = useCountry(card, isTop)
  const cohort = useCohort(card, !isTop)
  return isTop ? country : cohort
}

/** Means over the units ranked together. Of rates there are none: the ranking has points. */
function useCohort(card: ScorecardAnswer, isWanted: boolean): Reference | null {
  const { t, language } = useWords()
  const { period, asOf } = useAsked()
  const { data } = useRanking(card.cohort, { period, asOf }, isWanted)
  if (!isWanted || data === undefined || data.rows.length === 0) return null
  const { rows } = data
  const mean = (figures: readonly (number | null)[]) => {
    const spread = spreadOf(figures.flatMap((figure) => (figure === null ? [] : [sent(figure)])))
    return pointsText(spread?.mean ?? null, language)
  }
  return {
    head: t('overview.mean', { level: t(`level.${card.cohort}`) }),
    groups: new Map(card.groups.map(({ code }) => [code, mean(rows.map(({ groups }) => groups[code] ?? null))])),
    indicators: new Map(),
    total: mean(rows.map(({ total }) => total)),
  }
}

/** What was published of the country for the same period and version. */
function useCountry(card: ScorecardAnswer, isWanted: boolean): Reference | null {
  const { t, language } = useWords()
  const asked = useAsked()
  const { data } = useNational(asked, isWanted && card.level === 'province')
  if (!isWanted || data?.indexSet !== card.indexSet) return null
  const points = (name: string) => pointsText(countryPoints(data, name), language)
  return {
    head: t('indicators.country'),
    groups: new Map(card.groups.map(({ code }) => [code, points(code)])),
    indicators: new Map(Object.entries(data.countryRates).map(([id, rate]) => [id, ratioText(rate, language)])),
    total: points('total'),
  }
}

/** As it was published; else by the rule of the national row, once all provinces are known. */
function countryPoints({ national, of, expected }: NationalAnswer, name: string): number | null {
  const figure: unknown = Object.entries(national).find(([key]) => key === name)?.[1]
  return isFigure(figure) ? (figure.reported?.points ?? (of === expected ? figure.computed : null)) : null
}

type CountryFigure = { readonly computed: number | null; readonly reported: { readonly points: number | null } | null }

/** Beside the figures stand the rule's name and the mean of totals. */
function isFigure(value: unknown): value is CountryFigure {
  return typeof value === 'object' && value !== null && 'computed' in value && 'reported' in value
}
