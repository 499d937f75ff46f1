import { Link } from 'wouter'
import type { WorkAnswer } from '../../../src/server/routes/lists.ts'
import type { ScorecardAnswer } from '../../../src/server/routes/scores.ts'
import { askedQuery, useAnswer } from '../../api/queries.ts'
import { pages, useAsked, useHref } from '../../app/address.ts'
import { useMay } from '../../app/start.tsx'
import { Answer } from '../../parts/states.tsx'
import { countText } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'

export function WorkToday({ card }: { readonly card: ScorecardAnswer }) {
  const { t, language } = useWords()
  const asked = useAsked()
  const href = useHref()
  const mayList = useMay('list-dossiers')
  const work = useAnswer<WorkAnswer>(`/api/work/${card.unit}`, { query: askedQuery(asked) })
  return (
    <section className="work-today keep">
      <h2>{t('overview.work')}</h2>
      <Answer of={work}>
        {({ kinds }) => (
          <table>
            <tbody>
              {kinds.map(({ kind, name, total }) => (
                <tr key={kind}>
                  <th scope="row">
                    {mayList ? <Link href={href(pages.work, { loai: kind })}>{name[language]}</Link> : name[language]}
                  </th>
                  <td className="number">
                    <strong>{countText(total, language)}</strong>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answer>
    </section>
  )
}
