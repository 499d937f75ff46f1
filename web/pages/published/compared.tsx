import type { ComparedAnswer } from '../../../src/server/routes/reported.ts'
import { askedQuery, useAnswer } from '../../api/queries.ts'
import { pages, useAsked, useHref, useParameter } from '../../app/address.ts'
import { AskedNote } from '../../parts/asked-note.tsx'
import { Choices } from '../../parts/choices.tsx'
import { Page } from '../../parts/page.tsx'
import { Answer } from '../../parts/states.tsx'
import { Shape } from '../../parts/shape.tsx'
import { useUnitName } from '../../parts/unit-name.ts'
import { periodWords } from '../../../src/core/period/words.ts'
import { dayText } from '../../words/time.ts'
import { useWords } from '../../words/words.ts'
import { ComparedTable, saidOnce } from './compared-table.tsx'
import { Views } from './views.tsx'
import './published.css'

export type Series = ComparedAnswer['series'][number]

/** What is computed from the ledger beside what was published, figure by figure, with the reasons that rules can tell. */
export default function Compared() {
  const { t, language } = useWords()
  const asked = useAsked()
  const unit = useUnitName(asked.unit)
  const answer = useAnswer<ComparedAnswer>(`/api/compare/${encodeURIComponent(asked.unit)}`, {
    query: askedQuery(asked),
  })
  const isMissing = answer.data?.series.length === 0
  return (
    <Page title={t('page.published')} lead={!isMissing && answer.data && <AskedNote of={answer.data} />}>
      <div className="published">
        <Views chosen="compare" />
        {isMissing ? (
          <div className="state">
            <p>
              <Shape kind="none" />{' '}
              <strong>{t('compared.missing', { unit, period: periodWords(asked.period)[language] })}</strong>
            </p>
            <p>{t('compared.missingHelp')}</p>
          </div>
        ) : (
          <Answer of={answer}>{(found) => <Shown of={found} />}</Answer>
        )}
      </div>
    </Page>
  )
}

function Shown({ of }: { readonly of: ComparedAnswer }) {
  const { t } = useWords()
  const href = useHref()
  const [wanted] = useParameter('nguon')
  const key = (one: Series) => `${one.source}/${one.series}`
  const series = of.series.find((one) => key(one) === wanted) ?? of.series[0]
  if (series === undefined) return null
  const label = (one: Series) => `${t(`compared.series-${one.series}`)} (${one.source})`
  const [captured] = series.captures.flatMap(({ capturedAt }) => capturedAt ?? [])
  const noCounts = series.groups
    .flatMap(({ indicators }) => indicators.flatMap(({ reasons }) => reasons))
    .find(({ code }) => code === saidOnce)
  return (
    <>
      {of.series.length > 1 && (
        <Choices
          label={t('compared.source')}
          chosen={key(series)}
          choices={of.series.map((one) => ({
            key: key(one),
            label: label(one),
            href: href(`${pages.published}/doi-chieu`, { nguon: key(one) }),
          }))}
        />
      )}
      <p>
        {t('compared.source')}: <strong>{label(series)}</strong>
        {captured !== undefined && `, ${t('compared.captured', { day: dayText(captured) })}`}
      </p>
      {!series.sameVersion && (
        <p className="note note-warn">
          <Shape kind="warn" /> {t('compared.otherVersion')}
        </p>
      )}
      {noCounts !== undefined && (
        <p className="note">
          <Shape kind="none" /> {noCounts.message}
        </p>
      )}
      <ComparedTable series={series} indexSet={of.indexSet} />
    </>
  )
}
