import { useRanking } from '../../api/queries.ts'
import { Answer, Empty } from '../../parts/states.tsx'
import { SmallMark } from '../../parts/small-mark.tsx'
import { TableFrame } from '../../parts/table-frame.tsx'
import { countText, pointsText } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'

type Props = { readonly level: 'department' | 'commune'; readonly period: string }

/** One cohort; departments and communes are never in one list. */
export function PublicRanking({ level, period }: Props) {
  const { t, language } = useWords()
  const answer = useRanking(level, { period, asOf: undefined })
  const title = t('open.ranks', { level: t(`level.${level}`) })
  return (
    <section>
      <h2>{title}</h2>
      <Answer of={answer}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('open.none')}</Empty>
          ) : (
            <TableFrame label={title}>
              <table>
                <caption className="unseen">{title}</caption>
                <thead>
                  <tr>
                    <th scope="col" className="number">
                      {t('open.rank')}
                    </th>
                    <th scope="col">{t('open.unit')}</th>
                    <th scope="col" className="number">
                      {t('open.points')}
                    </th>
                    <th scope="col" className="public-band">
                      {t('open.band')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ unit, name, rank, total, bandName, small }) => (
                    <tr key={unit}>
                      <td className="number">{countText(rank, language)}</td>
                      <th scope="row">
                        {name} {small && <SmallMark />}
                      </th>
                      <td className="number">{pointsText(total, language)}</td>
                      <td className="public-band nowrap">{bandName?.[language] ?? '–'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableFrame>
          )
        }
      </Answer>
    </section>
  )
}
