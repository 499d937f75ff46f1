import { Link } from 'wouter'
import type { ListRow } from '../../src/server/routes/lists.ts'
import { dossierPage, useHref } from '../app/address.ts'
import { useMay } from '../app/start.tsx'
import { limitText, minuteText } from '../words/time.ts'
import { TableFrame } from './table-frame.tsx'
import { useWords } from '../words/words.ts'
import { Judged } from './judged.tsx'
import './entity-table.css'

type Props = { readonly rows: readonly ListRow[]; readonly label: string; readonly table: string }

/** The dossiers, petitions, procedures or units of a list; each dossier leads to what happened to it. */
export function EntityTable({ rows, label, table }: Props) {
  const { t } = useWords()
  const hasTimes = rows.some(({ receivedAt }) => receivedAt !== undefined)
  const hasProcedure = rows.some(({ procedure }) => procedure !== null)
  return (
    <TableFrame label={label}>
      <table className="entity-table">
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('list.code')}</th>
            <th scope="col">{t('list.unit')}</th>
            {hasProcedure && <th scope="col">{t('list.procedure')}</th>}
            {hasTimes && <TimeHeads />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code + row.unit}>
              <th scope="row">
                <Code code={row.code} isDossier={table === 'dossier'} />
              </th>
              <td>{row.unitName}</td>
              {hasProcedure && <td className="code">{row.procedure}</td>}
              {hasTimes && <Times row={row} />}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
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

function TimeHeads() {
  const { t } = useWords()
  return (
    <>
      <th scope="col" className="number">
        {t('list.received')}
      </th>
      <th scope="col" className="number">
        {t('list.due')}
      </th>
      <th scope="col" className="number">
        {t('list.ended')}
      </th>
      <th scope="col">{t('list.state')}</th>
    </>
  )
}

function Times({ row }: { readonly row: ListRow }) {
  const moment = (iso: string | null | undefined) => (iso == null ? '–' : minuteText(iso))
  return (
    <>
      <td className="number">{moment(row.receivedAt)}</td>
      <td className="number">{row.inTimeUntil == null ? '–' : limitText(row.inTimeUntil)}</td>
      <td className="number">{moment(row.endedAt)}</td>
      <td>{row.state !== undefined && <Judged verdict={row.state} />}</td>
    </>
  )
}
