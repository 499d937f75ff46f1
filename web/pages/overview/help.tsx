import { Link } from 'wouter'
import type { RankingAnswer } from '../../../src/server/routes/scores.ts'
import type { Level } from '../../../src/core/unit/level.ts'
import { useRanking } from '../../api/queries.ts'
import { names, pages, useAsked, useHref } from '../../app/address.ts'
import { SmallMark } from '../../parts/small-mark.tsx'
import { countText, pointsText } from '../../words/number.ts'
import { capital, useWords } from '../../words/words.ts'

/** At most three departments and ten communes: more names are a list, not a page for leaders. */
const shown: readonly (readonly [Level, number])[] = [
  ['department', 3],
  ['commune', 10],
]

export function Help() {
  const { t } = useWords()
  return (
    <section className="help">
      <h2>{t('overview.help')}</h2>
      <p className="faint">{t('overview.helpLead')}</p>
      <div className="help-lists">
        {shown.map(([level, most]) => (
          <Lowest key={level} level={level} most={most} />
        ))}
      </div>
    </section>
  )
}

function Lowest({ level, most }: { readonly level: Level; readonly most: number }) {
  const { t, language } = useWords()
  const { period, asOf } = useAsked()
  const href = useHref()
  const { data } = useRanking(level, { period, asOf })
  if (data === undefined || data.of === 0) return null
  return (
    <table>
      <caption>
        <Link href={href(pages.ranking, { cap: level })}>
          {capital(t(`level.${level}`))} ({countText(data.of, language)})
        </Link>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t('overview.unit')}</th>
          <th scope="col" className="number">
            {t('overview.points')}
          </th>
          <th scope="col" className="number">
            {t('overview.rankShort')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lowestOf(data, most).map(({ unit, name, total, rank, small }) => (
          <tr key={unit}>
            <th scope="row">
              <Link href={href(pages.overview, { [names.unit]: unit })}>{name}</Link>
              {small && <SmallMark />}
            </th>
            <td className="number">{pointsText(total, language)}</td>
            <td className="number">{rank === null ? '–' : `${rank}/${data.of}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The lowest ranks first: they follow totals that are not rounded. Who has no total is not low. */
function lowestOf({ rows }: RankingAnswer, most: number) {
  return rows
    .filter(({ total, rank }) => total !== null && rank !== null)
    .toSorted((a, b) => (b.rank ?? 0) - (a.rank ?? 0))
    .slice(0, most)
}
