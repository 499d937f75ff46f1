import { Link } from 'wouter'
import type { ScorecardAnswer } from '../../../src/server/routes/scores.ts'
import { spreadOf } from '../../../src/core/score/spread.ts'
import { useRanking } from '../../api/queries.ts'
import { pages, useAsked, useHref } from '../../app/address.ts'
import { useStart } from '../../app/start.tsx'
import { Bar } from '../../parts/bar.tsx'
import type { Handbook } from '../../parts/handbook.ts'
import { plainText, pointsText, sent } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'

type Props = { readonly card: ScorecardAnswer; readonly handbook: Handbook }

export function Groups({ card, handbook }: Props) {
  const { t, language } = useWords()
  const href = useHref()
  const { of, means } = useCohortMeans(card)
  const level = t(`level.${card.cohort}`)
  return (
    <section className="groups keep">
      <h2>{t('overview.groups')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('overview.group')}</th>
            <th scope="col" className="groups-bar">
              <span className="unseen">{t('overview.points')}</span>
            </th>
            <th scope="col" className="number">
              {t('overview.points')}
            </th>
            {of > 0 && (
              <th scope="col" className="number groups-mean">
                {t('overview.mean', { level })}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {card.groups.map((group) => {
            const mean = means.get(group.code) ?? null
            return (
              <tr key={group.code}>
                <th scope="row">
                  <Link href={`${href(pages.indicators)}#${group.code}`}>{handbook.group(group.code).name}</Link>
                </th>
                <td className="groups-bar">
                  <Bar value={group.points} of={group.max ?? 0} beside={mean === null ? null : mean.valueOf()} />
                </td>
                <td className="number">
                  <strong>{pointsText(group.points, language)}</strong>
                  <span className="faint">/{plainText(group.max, language)}</span>
                </td>
                {of > 0 && <td className="number groups-mean">{pointsText(mean, language)}</td>}
              </tr>
            )
          })}
        </tbody>
      </table>
      {of > 0 && <p className="small faint">{t('overview.meanMark', { level, of })}</p>}
    </section>
  )
}

/** The mean of each group over the units ranked together; none for the unit at the top, which is alone. */
function useCohortMeans(card: ScorecardAnswer) {
  const { period, asOf } = useAsked()
  const { root } = useStart()
  const isRanked = card.unit !== root
  const { data } = useRanking(card.cohort, { period, asOf }, isRanked)
  const rows = isRanked ? (data?.rows ?? []) : []
  const means = new Map(
    card.groups.map(({ code }) => {
      const points = rows.flatMap(({ groups }) => groups[code] ?? [])
      return [code, spreadOf(points.map(sent))?.mean ?? null] as const
    }),
  )
  return { of: rows.length, means }
}
