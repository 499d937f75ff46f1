import type { HandlingTimesAnswer } from '../../../src/server/routes/handling-times.ts'
import { type Asked, askedQuery, useAnswer } from '../../api/queries.ts'
import { AskedNote } from '../../parts/asked-note.tsx'
import { ExportButton } from '../../parts/export-button.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { countText, plainText, pointsText } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'
import './explained.css'

/** What is told for each procedure only: how long dossiers took. */
export function Handling({ asked }: { readonly asked: Asked }) {
  const path = `/api/handling-times/${encodeURIComponent(asked.unit)}`
  const answer = useAnswer<HandlingTimesAnswer>(path, { query: askedQuery(asked) })
  return (
    <Answer of={answer}>
      {(found) => (
        <div className="explained">
          <AskedNote of={{ ...found, name: found.unitName }} />
          <Times of={found} />
          <p className="no-print">
            <ExportButton path={path} query={askedQuery(asked)} right="export-explanations" />
          </p>
        </div>
      )}
    </Answer>
  )
}

function Times({ of }: { readonly of: HandlingTimesAnswer }) {
  const { t, language } = useWords()
  if (of.procedures.length === 0) return <Empty />
  const unknown = of.procedures.reduce((sum, row) => sum + row.unknown, 0)
  return (
    <>
      <p>{t('handling.lead')}</p>
      <table className="keep">
        <caption className="unseen">{t('handling.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('handling.procedure')}</th>
            <th scope="col" className="number only-wide">
              {t('handling.dossiers')}
            </th>
            <th scope="col" className="number">
              {t('handling.mean')}
            </th>
            <th scope="col" className="number">
              {t('handling.median')}
            </th>
            <th scope="col" className="number">
              {t('handling.p90')}
            </th>
            <th scope="col" className="number only-wide">
              {t('handling.limit')}
            </th>
          </tr>
        </thead>
        <tbody>
          {of.procedures.map((row) => (
            <tr key={row.code}>
              <th scope="row">
                {row.name ?? (row.code === '' ? t('handling.none') : row.code)}
                {row.name !== null && <span className="small faint"> {row.code}</span>}
                <span className="small faint only-narrow">
                  {' · '}
                  {t('handling.dossiers')}: {countText(row.dossiers, language)}
                </span>
              </th>
              <td className="number only-wide">{countText(row.dossiers, language)}</td>
              <td className="number">{pointsText(row.meanDays, language)}</td>
              <td className="number">{pointsText(row.medianDays, language)}</td>
              <td className="number">{pointsText(row.p90Days, language)}</td>
              <td className="number only-wide">{plainText(row.maxWorkingDays, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="small faint">
        {unknown > 0 && `${t('handling.unknown', { number: countText(unknown, language) })} `}
        {t('explained.watermark', { number: countText(of.watermark, language) })}
      </p>
    </>
  )
}
