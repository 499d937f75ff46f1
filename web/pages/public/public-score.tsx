import type { ScorecardAnswer } from '../../../src/server/routes/scores.ts'
import { Bar } from '../../parts/bar.tsx'
import { useHandbook } from '../../parts/handbook.ts'
import { Loading } from '../../parts/states.tsx'
import { TableFrame } from '../../parts/table-frame.tsx'
import { plainText, pointsText } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'

/** The whole province: the total, and its groups against their maxima. */
export function PublicScore({ card }: { readonly card: ScorecardAnswer }) {
  const { t, language } = useWords()
  const handbook = useHandbook(card.indexSet)
  if (handbook.isAwaited) return <Loading />
  return (
    <section className="public-score">
      <div>
        <h2>{card.name}</h2>
        <p className="public-total">{pointsText(card.total, language)}</p>
        <p>{card.bandName === null ? t('open.none') : t('overview.band', { band: card.bandName[language] })}</p>
      </div>
      <TableFrame label={t('open.groups')}>
        <table>
          <caption className="unseen">{t('open.groups')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('open.group')}</th>
              <th scope="col" className="number">
                {t('open.points')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {card.groups.map(({ code, points, max }) => (
              <tr key={code}>
                <th scope="row">{handbook.group(code).name}</th>
                <td className="number">
                  {pointsText(points, language)}
                  <span className="faint">/{plainText(max, language)}</span>
                </td>
                <td className="public-bar-cell">
                  <Bar value={points} of={max ?? 0} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  )
}
