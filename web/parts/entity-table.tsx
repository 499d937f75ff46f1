import { Link } from 'wouter'
import type { ListRow } from '../../src/server/routes/lists.ts'
import { dossierPage, useHref } from '../app/address.ts'
import { useMay } from '../app/start.tsx'
import { plainText } from '../words/number.ts'
import { limitText, minuteText } from '../words/time.ts'
import { TableFrame } from './table-frame.tsx'
import { useWords } from '../words/words.ts'
import { Judged } from './judged.tsx'
import './entity-table.css'

type Props = { readonly rows: readonly ListRow[]; readonly label: string; readonly table: string }

/** The dossiers, petitions, procedures or units of a list; each dossier leads to what happened to it. */
export function EntityTable({ rows, label, table }: Props) {
  const { t } = useWords()
  const has = {
    times: rows.some(({ receivedAt }) => receivedAt !== undefined),
    ends: rows.some(({ endedAt }) => endedAt != null),
    procedure: rows.some(({ procedure }) => procedure !== null),
  }
  return (
    <TableFrame label={label}>
      <table className="entity-table blocks">
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('list.code')}</th>
            <th scope="col">{t('list.unit')}</th>
            {has.procedure && <th scope="col">{t('list.procedure')}</th>}
            {has.times && <TimeHeads hasEnds={has.ends} />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code + row.unit}>
              <th scope="row">
                <Code code={row.code} isDossier={table === 'dossier'} />
              </th>
              <td>{row.unitName}</td>
              {has.procedure && (
                <td>
                  <Procedure row={row} />
                </td>
              )}
              {has.times && <Times row={row} hasEnds={has.ends} />}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

/** By its name, which people know, with the code that systems know. */
function Procedure({ row: { code, procedure, procedureName } }: { readonly row: ListRow }) {
  if (procedureName === null) return <span className="code">{procedure}</span>
  return (
    <>
      {procedureName}
      {procedure !== code && <span className="entity-procedure code faint">{procedure}</span>}
    </>
  )
}

function Code({ code, isDossier }: { readonly code: string; readonly isDossier: boolean }) {
  const href = useHref()
  const mayRead = useMay('read-dossier')
  if (!isDossier || !mayRead) return <span className="code">{code}</span>
  return (
    <Link className="code" href={href(`${dossierPage}/${encodeURIComponent(code)}`)}>
      {code}
    </Link>
  )
}

type EndsProps = { readonly hasEnds: boolean }

function TimeHeads({ hasEnds }: EndsProps) {
  const { t } = useWords()
  return (
    <>
      <th scope="col" className="number">
        {t('list.received')}
      </th>
      <th scope="col" className="number">
        {t('list.due')}
      </th>
      {hasEnds && (
        <th scope="col" className="number">
          {t('list.ended')}
        </th>
      )}
      <th scope="col">{t('list.state')}</th>
    </>
  )
}

function Times({ row, hasEnds }: EndsProps & { readonly row: ListRow }) {
  const { t } = useWords()
  const moment = (iso: string | null | undefined) => (iso == null ? '–' : minuteText(iso))
  return (
    <>
      <td className="number" data-label={t('list.received')}>
        {moment(row.receivedAt)}
      </td>
      <td className="number" data-label={t('list.due')}>
        {row.inTimeUntil == null ? '–' : limitText(row.inTimeUntil)}
      </td>
      {hasEnds && (
        <td className={row.endedAt == null ? 'number blocks-none' : 'number'} data-label={t('list.ended')}>
          {moment(row.endedAt)}
        </td>
      )}
      <td className="blocks-end">
        {row.state !== undefined && <Judged verdict={row.state} />}
        <Late days={row.lateDays ?? null} />
      </td>
    </>
  )
}

/** By how many working days, in halves; within the same half day it is less than half a day. */
function Late({ days }: { readonly days: number | null }) {
  const { t, language } = useWords()
  if (days === null) return null
  const text = days === 0 ? t('list.lateLess', { days: plainText(0.5, language) }) : plainText(days, language)
  return <span className="faint small nowrap entity-late">{t('list.lateDays', { days: text })}</span>
}
