import { useParams } from 'wouter'
import type { DossierAnswer } from '../../../src/server/routes/dossiers.ts'
import { useAnswer } from '../../api/queries.ts'
import { useAsked } from '../../app/address.ts'
import { Judged } from '../../parts/judged.tsx'
import { Page } from '../../parts/page.tsx'
import { Rule } from '../../parts/rule.tsx'
import { Answer } from '../../parts/states.tsx'
import { useUnitName } from '../../parts/unit-name.ts'
import { countText } from '../../words/number.ts'
import { minuteText, momentText } from '../../words/time.ts'
import { TableFrame } from '../../parts/table-frame.tsx'
import { useWords } from '../../words/words.ts'
import { Timeline } from './timeline.tsx'
import './dossier.css'

/** One dossier: what happened, and the rule's arithmetic that judged it. Nothing of any person is in it. */
export default function Dossier() {
  const { t } = useWords()
  const { code } = useParams<{ code: string }>()
  const { period, asOf } = useAsked()
  const decoded = decodeURIComponent(code)
  const answer = useAnswer<DossierAnswer>(`/api/dossiers/${encodeURIComponent(decoded)}`, { query: { period, asOf } })
  return (
    <Page title={t('dossier.title', { code: decoded })}>
      <Answer of={answer}>{(found) => <Shown of={found} />}</Answer>
    </Page>
  )
}

function Shown({ of }: { readonly of: DossierAnswer }) {
  const { t } = useWords()
  const unit = useUnitName(of.unit)
  return (
    <div className="dossier">
      <section className="keep">
        <p className="dossier-verdict">
          <Judged verdict={of.judgement} />
        </p>
        <p className="faint">{t('dossier.judged', { at: minuteText(of.asOf) })}</p>
        <dl className="rules">
          <Rule name={t('dossier.unit')}>{unit}</Rule>
          <Rule name={t('dossier.procedure')}>
            {[of.procedureName, of.procedure].filter(Boolean).join(' · ') || '–'}
          </Rule>
          <Rule name={t('dossier.received')}>{momentText(of.receivedAt)}</Rule>
          <Rule name={t('dossier.due')}>{of.dueAt === null ? t('dossier.noDue') : momentText(of.dueAt)}</Rule>
          <Rule name={t('dossier.ended')}>{of.endedAt === null ? t('dossier.notEnded') : momentText(of.endedAt)}</Rule>
        </dl>
      </section>
      <section className="keep">
        <h2>{t('dossier.steps')}</h2>
        <ol className="steps">
          {of.steps.map(({ rule, text }, index) => (
            <li key={`${rule}-${index}`}>{text}</li>
          ))}
        </ol>
      </section>
      <Timeline of={of} />
      <History of={of} />
    </div>
  )
}

function History({ of }: { readonly of: DossierAnswer }) {
  const { t, language } = useWords()
  return (
    <section className="keep">
      <h2>{t('dossier.history')}</h2>
      <TableFrame label={t('dossier.history')}>
        <table className="dossier-history">
          <thead>
            <tr>
              <th scope="col" className="number">
                {t('dossier.seq')}
              </th>
              <th scope="col">{t('dossier.source')}</th>
              <th scope="col" className="number">
                {t('dossier.sourceTime')}
              </th>
              <th scope="col" className="number">
                {t('dossier.recorded')}
              </th>
            </tr>
          </thead>
          <tbody>
            {of.history.map(({ seq, source, sourceTime, recordedTime }) => (
              <tr key={seq}>
                <td className="number">{countText(seq, language)}</td>
                <td>{source}</td>
                <td className="number">{momentText(sourceTime)}</td>
                <td className="number">{minuteText(recordedTime)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  )
}
