import { numberIn } from '../../../src/core/index-set/number.ts'
import type { IndexSetHead } from '../../../src/server/routes/index-sets.ts'

import { Loading, Wrong } from '../../parts/states.tsx'
import { plainText } from '../../words/number.ts'
import { TableFrame } from '../../parts/table-frame.tsx'
import { useWords } from '../../words/words.ts'
import { emptyText, targetText, verdictText } from './said.ts'
import { indicatorOf, useSets } from './sets.ts'

type Props = { readonly id: string; readonly heads: readonly IndexSetHead[] }

/** One indicator as each version has it. */
export function IndicatorVersions({ id, heads }: Props) {
  const { t, language } = useWords()
  const { sets, error, retry } = useSets(heads)
  if (error !== null) return <Wrong error={error} onRetry={retry} />
  if (sets === null) return <Loading />
  return (
    <section>
      <h3>{t('book.versions')}</h3>
      <TableFrame label={t('book.versions')}>
        <table>
          <caption className="unseen">{t('book.versions')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('book.version')}</th>
              <th scope="col">{t('book.no')}</th>
              <th scope="col" className="number">
                {t('book.max')}
              </th>
              <th scope="col" className="number">
                {t('book.target')}
              </th>
              <th scope="col" className="number">
                {t('book.verdict')}
              </th>
              <th scope="col">{t('book.whenEmpty')}</th>
            </tr>
          </thead>
          <tbody>
            {sets.map((set) => {
              const found = indicatorOf(set, id)
              return (
                <tr key={set.id}>
                  <th scope="row" className="nowrap">
                    {set.id}
                  </th>
                  {found === null ? (
                    <td colSpan={5}>{t('book.absent')}</td>
                  ) : (
                    <>
                      <td>{numberIn(found.numbers, set.id)}</td>
                      <td className="number">{plainText(found.max, language)}</td>
                      <td className="number">{targetText(found, t, language) || '–'}</td>
                      <td className="number">{verdictText(found, t, language)}</td>
                      <td>{emptyText(found, t) || '–'}</td>
                    </>
                  )}
                </tr>
              )
            })}
          </tbody>
        </table>
      </TableFrame>
    </section>
  )
}
