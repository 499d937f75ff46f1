import { Link } from 'wouter'
import { isQualityCode } from '../../../src/core/quality/catalogue.ts'
import type { FindingsAnswer } from '../../../src/server/routes/findings.ts'
import { address } from '../../api/client.ts'
import { useAnswer } from '../../api/queries.ts'
import { dossierPage, useAsked, useHref, useParameter } from '../../app/address.ts'
import { useMay } from '../../app/start.tsx'
import { Page } from '../../parts/page.tsx'
import { Answer } from '../../parts/states.tsx'
import { Shape } from '../../parts/shape.tsx'
import { TableFrame } from '../../parts/table-frame.tsx'
import { useUnitName } from '../../parts/unit-name.ts'
import { countText } from '../../words/number.ts'
import { type Say, useWords } from '../../words/words.ts'
import { severityShapes } from '../published/severity.tsx'
import { intakePaths, Views } from './views.tsx'
import '../../parts/kinds.css'
import './intake.css'

/** What is wrong with the data of dossiers, kind by kind. */
export default function Quality() {
  const { t } = useWords()
  const { unit } = useAsked()
  const mayExport = useMay('export-findings')
  const answer = useAnswer<FindingsAnswer>('/api/findings', { query: { unit } })
  return (
    <Page
      title={t('page.intake')}
      tools={
        mayExport && (
          <a className="button" href={address('/api/findings/export', { unit, format: 'xlsx' })} download>
            {t('intake.exportAll')}
          </a>
        )
      }
    >
      <div className="intake">
        <Views chosen="findings" />
        <Answer of={answer}>{(found) => <Shown of={found} />}</Answer>
      </div>
    </Page>
  )
}

function Shown({ of }: { readonly of: FindingsAnswer }) {
  const { t, language } = useWords()
  const { unit } = useAsked()
  const unitName = useUnitName(unit)
  const [wanted] = useParameter('ma')
  const codes = Object.entries(of.counts).toSorted(([, a], [, b]) => b - a)
  const chosen = codes.find(([code]) => code === wanted) ?? codes[0]
  return (
    <>
      <p className="faint">{t('intake.looked', { number: countText(of.dossiers, language), unit: unitName })}</p>
      {chosen === undefined ? (
        <p className="note">
          <Shape kind="good" /> {t('intake.noFindings')}
        </p>
      ) : (
        <div className="quality">
          <Kinds of={of} codes={codes} chosen={chosen[0]} />
          <List of={of} code={chosen[0]} total={chosen[1]} />
        </div>
      )}
    </>
  )
}

type KindsProps = {
  readonly of: FindingsAnswer
  readonly codes: readonly (readonly [string, number])[]
  readonly chosen: string
}

function Kinds({ of, codes, chosen }: KindsProps) {
  const { t, language } = useWords()
  const href = useHref()
  return (
    <nav className="kinds" aria-label={t('intake.kinds')}>
      <ul>
        {codes.map(([code, count]) => {
          const severity = of.findings.find((one) => one.code === code)?.severity ?? 'note'
          return (
            <li key={code}>
              <Link href={href(intakePaths.findings, { ma: code })} aria-current={code === chosen ? 'true' : undefined}>
                <span>
                  <Shape kind={severityShapes[severity]} /> {qualityName(code, t)}
                  <span className="faint small"> · {t(`severity.${severity}`)}</span>
                </span>
                <strong>{countText(count, language)}</strong>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

type ListProps = { readonly of: FindingsAnswer; readonly code: string; readonly total: number }

function List({ of, code, total }: ListProps) {
  const { t, language } = useWords()
  const href = useHref()
  const mayRead = useMay('read-dossier')
  const rows = of.findings.filter((one) => one.code === code)
  return (
    <section aria-label={qualityName(code, t)}>
      <h2>{qualityName(code, t)}</h2>
      {rows.length < total && (
        <p className="faint">
          {t('intake.listed', { shown: countText(rows.length, language), total: countText(total, language) })}
        </p>
      )}
      <TableFrame label={qualityName(code, t)}>
        <table className="blocks">
          <caption className="unseen">{qualityName(code, t)}</caption>
          <thead>
            <tr>
              <th scope="col">{t(`intake.about.${rows[0]?.about ?? 'dossier'}`)}</th>
              <th scope="col">{t('intake.message')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ about, key, message }) => (
              <tr key={`${key} ${message}`}>
                <th scope="row" className="code nowrap">
                  {mayRead && about === 'dossier' ? (
                    <Link href={href(`${dossierPage}/${encodeURIComponent(key)}`)}>{key}</Link>
                  ) : (
                    key
                  )}
                </th>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
    </section>
  )
}

function qualityName(code: string, t: Say): string {
  return isQualityCode(code) ? t(`quality.${code}`) : code
}
