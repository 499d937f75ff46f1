import { useMutation } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { AuditEntryAnswer } from '../../../src/server/routes/audit.ts'
import { roleNames, roles } from '../../../src/core/rights/role.ts'
import { parsePlainDate } from '../../../src/core/time/plain-date.ts'
import { type ApiProblem, ask } from '../../api/client.ts'
import { useAnswer } from '../../api/queries.ts'
import { pages, useHref, useParameter } from '../../app/address.ts'
import { useStart } from '../../app/start.tsx'
import { Failed } from '../../parts/failed.tsx'
import { Page } from '../../parts/page.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { Shape } from '../../parts/shape.tsx'
import { TableFrame } from '../../parts/table-frame.tsx'
import { countText } from '../../words/number.ts'
import { secondText } from '../../words/time.ts'
import { useWords } from '../../words/words.ts'
import { AuditFilter, filterNames } from './audit-filter.tsx'
import { Views } from './views.tsx'
import './admin.css'

type Entries = { readonly entries: readonly AuditEntryAnswer[]; readonly next: number | null }

const rows = 50

/** Who did what and when: only ever added to. */
export default function AuditPage() {
  const { t } = useWords()
  const { session, root } = useStart()
  const [name] = useParameter(filterNames.name)
  const [outcome] = useParameter(filterNames.outcome)
  const [from] = useParameter(filterNames.from)
  const [to] = useParameter(filterNames.to)
  const [before] = useParameter('truoc')
  const answer = useAnswer<Entries>('/api/audit', {
    query: {
      limit: rows,
      name,
      outcome,
      from: parsePlainDate(from) ?? undefined,
      to: parsePlainDate(to) ?? undefined,
      before,
    },
  })
  return (
    <Page title={t('page.admin')}>
      <div className="admin">
        <Views chosen="audit" />
        <AuditFilter />
        {session.unit === root && <Verify />}
        <Answer of={answer}>
          {({ entries, next }) =>
            entries.length === 0 ? (
              <Empty>{t('admin.auditNone')}</Empty>
            ) : (
              <>
                <Table entries={entries} />
                <Older next={next} />
              </>
            )
          }
        </Answer>
      </div>
    </Page>
  )
}

function Verify() {
  const { t, language } = useWords()
  const checking = useMutation<{ readonly number: number; readonly chain: string }, ApiProblem>({
    mutationFn: () => ask('/api/audit/verify', { language }),
  })
  return (
    <div className="verify">
      <button type="button" disabled={checking.isPending} onClick={() => checking.mutate()}>
        {t(checking.isPending ? 'admin.verifying' : 'admin.verify')}
      </button>
      {checking.data !== undefined && (
        <p className="small" role="status">
          <Shape kind="good" /> {t('admin.whole', { number: countText(checking.data.number, language) })}{' '}
          <span className="code">{checking.data.chain}</span>
        </p>
      )}
      {checking.error !== null && <Failed error={checking.error} />}
    </div>
  )
}

function Table({ entries }: Pick<Entries, 'entries'>) {
  const { t } = useWords()
  return (
    <TableFrame label={t('admin.audit')}>
      <table className="audit blocks">
        <caption className="unseen">{t('admin.audit')}</caption>
        <thead>
          <tr>
            <th scope="col" className="number">
              {t('admin.at')}
            </th>
            <th scope="col">{t('admin.who')}</th>
            <th scope="col">{t('admin.event')}</th>
            <th scope="col">{t('admin.outcome')}</th>
            <th scope="col">{t('admin.unit')}</th>
            <th scope="col">{t('admin.detail')}</th>
            <th scope="col">{t('admin.address')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.number} entry={entry} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

function Row({ entry }: { readonly entry: AuditEntryAnswer }) {
  const { t } = useWords()
  const { at, actor, name, eventName, outcome, unit, detail, address } = entry
  const isDone = outcome === 'done'
  return (
    <tr>
      <td className="number">{secondText(at)}</td>
      <th scope="row">
        {name ?? t(`admin.actor-${actor}`)}
        {name !== null && actor !== 'account' && <span className="faint small"> · {t(`admin.actor-${actor}`)}</span>}
      </th>
      <td>{eventName}</td>
      <td className="nowrap blocks-end">
        <Shape kind={isDone ? 'good' : 'bad'} /> {t(isDone ? 'admin.outcomeDone' : 'admin.refused')}
      </td>
      <td className="code" data-label={t('admin.unit')}>
        {unit ?? '–'}
      </td>
      <td className="audit-detail">
        {Object.entries(detail).map(([key, value]) => (
          <Detail key={key} name={key} value={value} />
        ))}
      </td>
      <td className="code" data-label={t('admin.address')}>
        {address ?? '–'}
      </td>
    </tr>
  )
}

const told = [
  'account',
  'role',
  'scope',
  'name',
  'source',
  'period',
  'asOf',
  'unit',
  'level',
  'token',
  'code',
  'indicator',
  'indexSet',
  'procedure',
  'kind',
  'side',
  'format',
  'id',
] as const
/** How much was asked for at once is of no interest. */
const untold: ReadonlySet<string> = new Set(['limit', 'before', 'offset', 'units'])

const spoken = [
  'failing',
  'passing',
  'due-1',
  'due-2',
  'due-3',
  'overdue',
  'waiting',
  'no-result',
  'unpaid',
  'not-synced',
  'province',
  'department',
  'commune',
] as const

function Detail({ name, value }: { readonly name: string; readonly value: string | number }) {
  const { t, language } = useWords()
  if (untold.has(name)) return null
  const known = told.find((one) => one === name)
  const role = name === 'role' ? roles.find((one) => one === value) : undefined
  const word = spoken.find((one) => one === value)
  const said = word === undefined ? value : t(`auditValue.${word}`)
  return (
    <span>
      <span className="faint">{known === undefined ? name : t(`auditDetail.${known}`)}:</span>{' '}
      {role === undefined ? said : roleNames[role][language]}
    </span>
  )
}

function Older({ next }: { readonly next: number | null }) {
  const { t } = useWords()
  const [before, setBefore] = useParameter('truoc')
  const href = useHref()
  return (
    <p className="no-print">
      {before !== '' && (
        <Link className="button" href={href(`${pages.admin}/nhat-ky`)}>
          {t('admin.newest')}
        </Link>
      )}{' '}
      {next !== null && (
        <button type="button" onClick={() => setBefore(String(next))}>
          {t('admin.older')}
        </button>
      )}
    </p>
  )
}
