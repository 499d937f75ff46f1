import { useId } from 'react'
import { limits } from '../../../src/core/limits.ts'
import type { MonthlyTable } from '../../../src/core/table/monthly-table.ts'
import type { PortalTable } from '../../../src/core/table/portal-table.ts'
import type { PublishedAnswer } from '../../../src/server/routes/published.ts'
import { useIndexSets } from '../../api/queries.ts'
import { pages, useHref, useParameter } from '../../app/address.ts'
import { useMay } from '../../app/start.tsx'
import { Choices } from '../../parts/choices.tsx'
import { Failed } from '../../parts/failed.tsx'
import { FileChoice } from '../../parts/file-choice.tsx'
import { Page } from '../../parts/page.tsx'
import { Loading } from '../../parts/states.tsx'
import { Shape } from '../../parts/shape.tsx'
import { dayText, periodText } from '../../words/time.ts'
import { capital, useWords } from '../../words/words.ts'
import { type KeptFile, useAudit, useKeptFile } from './kept-file.ts'
import { Monthly } from './monthly.tsx'
import { Portal } from './portal.tsx'
import { isSeverity, severities, SeverityCounts } from './severity.tsx'
import { Submit } from './submit.tsx'
import { Views } from './views.tsx'
import { WordButton } from './word-button.tsx'
import './published.css'

const accept = '.docx,.pdf,.xlsx,.txt,.json'

/** A table that somebody has published: read, held against itself and the rules, written anew. */
export default function Published() {
  const { t } = useWords()
  const [kept, choose] = useKeptFile()
  return (
    <Page title={t('page.published')}>
      <div className="published">
        <Views chosen="check" />
        {kept === null && <p className="page-lead">{t('published.intro')}</p>}
        <FileChoice
          label={t(kept === null ? 'published.choose' : 'published.another')}
          accept={accept}
          help={t('published.formats', { size: limits.fileBytes / 1_000_000 })}
          drop={t('published.drop')}
          onChoose={choose}
        />
        {kept !== null && <Audited kept={kept} />}
      </div>
    </Page>
  )
}

function Audited({ kept }: { readonly kept: KeptFile }) {
  const { t } = useWords()
  const [indexSet] = useParameter('phien-ban')
  const audit = useAudit(kept, indexSet)
  if (audit.error !== null)
    return (
      <section>
        <h2>{t('published.unreadable', { name: kept.file.name })}</h2>
        <Failed error={audit.error} />
        {(audit.error.isOffline || audit.error.status === 503) && (
          <button type="button" onClick={() => void audit.refetch()}>
            {t('state.retry')}
          </button>
        )}
      </section>
    )
  if (audit.data === undefined)
    return (
      <div>
        <p role="status">{t('published.reading', { name: kept.file.name })}</p>
        <Loading />
      </div>
    )
  return <Shown kept={kept} answer={audit.data} />
}

type ShownProps = { readonly kept: KeptFile; readonly answer: PublishedAnswer }

function Shown({ kept, answer }: ShownProps) {
  const { t } = useWords()
  const [severity] = useParameter('muc')
  const [indexSet] = useParameter('phien-ban')
  const maySubmit = useMay('upload-published')
  const isFiltered = isSeverity(severity)
  const findings = isFiltered ? answer.findings.filter((one) => one.severity === severity) : answer.findings
  const { table } = answer
  return (
    <section className="published" aria-label={kept.file.name}>
      <Head file={kept.file} answer={answer} />
      <div className="published-tools no-print">
        {isMonthly(table) && <WordButton file={kept.file} indexSet={indexSet} />}
        {maySubmit && <Submit key={kept.at} file={kept.file} period={table.period} isMonthly={isMonthly(table)} />}
      </div>
      {answer.findings.length === 0 ? (
        <p className="note">
          <Shape kind="good" /> <strong>{t('published.clean')}</strong> {t('published.cleanHelp')}
        </p>
      ) : (
        <Filter chosen={isFiltered ? severity : ''} />
      )}
      {isMonthly(table) ? (
        <Monthly table={table} findings={findings} isFiltered={isFiltered} />
      ) : (
        <Portal table={table} findings={findings} isFiltered={isFiltered} />
      )}
    </section>
  )
}

function isMonthly(table: MonthlyTable | PortalTable): table is MonthlyTable {
  return 'rows' in table
}

/** What the table says of itself, and what it was held against. */
function Head({ file, answer }: { readonly file: File; readonly answer: PublishedAnswer }) {
  const { t, language } = useWords()
  const { table } = answer
  const period = table.period === null ? t('published.noPeriod') : periodText(table.period, language)
  return (
    <header className="published-head">
      <div>
        <h2 lang="vi">{isMonthly(table) ? table.title : t('published.portal', { number: table.units.length })}</h2>
        <p>
          {file.name} · {period}
          {isMonthly(table) && <Letter table={table} />}
        </p>
        <SeverityCounts of={answer.findings} />
      </div>
      <Held answer={answer} />
    </header>
  )
}

function Letter({ table: { letter, issuer } }: { readonly table: MonthlyTable }) {
  const { t } = useWords()
  return (
    <>
      {letter !== null && ` · ${t('published.letter', { number: letter.number ?? '…', date: dayText(letter.date) })}`}
      {issuer !== null && ` · ${t('published.issuer', { name: issuer })}`}
    </>
  )
}

function Held({ answer }: { readonly answer: PublishedAnswer }) {
  const { t } = useWords()
  const id = useId()
  const sets = useIndexSets()
  const [chosen, choose] = useParameter('phien-ban')
  return (
    <div className="held no-print">
      <label htmlFor={id}>{t('published.set')}</label>
      <select id={id} value={chosen} onChange={({ target }) => choose(target.value)}>
        <option value="">
          {answer.indexSet !== null && chosen === '' ? `${answer.indexSet}: ` : ''}
          {t('published.setAuto')}
        </option>
        {sets.data?.indexSets.map((set) => (
          <option key={set.id} value={set.id}>
            {set.id}
          </option>
        ))}
      </select>
      {answer.indexSet === null && (
        <p className="small">
          <Shape kind="warn" /> {t('published.noSet')}
        </p>
      )}
    </div>
  )
}

function Filter({ chosen }: { readonly chosen: string }) {
  const { t } = useWords()
  const href = useHref()
  const [indexSet] = useParameter('phien-ban')
  const to = (muc: string) => href(pages.published, { 'phien-ban': indexSet, muc })
  return (
    <Choices
      label={t('published.severity')}
      chosen={chosen}
      choices={[
        { key: '', label: t('published.all'), href: to('') },
        ...severities.map((one) => ({ key: one, label: capital(t(`published.${one}`)), href: to(one) })),
      ]}
    />
  )
}
