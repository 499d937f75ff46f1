import type { ReactNode } from 'react'
import type { SystemAnswer } from '../../../src/server/routes/system.ts'
import { useAnswer } from '../../api/queries.ts'
import { Page } from '../../parts/page.tsx'
import { Answer } from '../../parts/states.tsx'
import { Shape, type ShapeKind } from '../../parts/shape.tsx'
import { TableFrame } from '../../parts/table-frame.tsx'
import { bytesText, countText } from '../../words/number.ts'
import { minuteText } from '../../words/time.ts'
import { useWords } from '../../words/words.ts'
import { Fresh } from '../intake/sources.tsx'
import { Views } from './views.tsx'
import '../../parts/rules.css'
import './admin.css'

/** Below this share of free disk it is said so. */
const leastFree = 10

/** Whether everything works, at a glance. */
export default function System() {
  const { t } = useWords()
  const answer = useAnswer<SystemAnswer>('/api/system')
  return (
    <Page title={t('page.admin')}>
      <div className="admin">
        <Views chosen="system" />
        <Answer of={answer}>{(found) => <Shown of={found} />}</Answer>
      </div>
    </Page>
  )
}

function Shown({ of }: { readonly of: SystemAnswer }) {
  const { t, language } = useWords()
  const { ledger, engine, disk, load, versions } = of
  const count = (value: number) => countText(value, language)
  const percent = disk.totalBytes === 0 ? 0 : Math.floor((100 * disk.freeBytes) / disk.totalBytes)
  const isLow = percent < leastFree
  return (
    <div className="system">
      <dl className="rules">
        <Line name={t('admin.engine')} kind={engine.ready ? (engine.behind === 0 ? 'good' : 'warn') : 'bad'}>
          {!engine.ready
            ? t('admin.engineNot')
            : engine.behind === 0
              ? t('admin.engineReady')
              : t('admin.engineBehind', { number: count(engine.behind) })}
        </Line>
        <Line name={t('admin.ledger')}>
          {t('admin.ledgerText', { seq: count(ledger.seq), waiting: count(ledger.waitingRows) })}
        </Line>
        <Line name={t('admin.disk')} kind={isLow ? 'bad' : 'good'}>
          {isLow && <strong>{t('admin.diskLow')}: </strong>}
          {t('admin.diskText', {
            free: bytesText(disk.freeBytes, language),
            total: bytesText(disk.totalBytes, language),
            percent,
          })}
        </Line>
        <Line name={t('admin.memory')}>{bytesText(of.memoryBytes, language)}</Line>
        <Line name={t('admin.load')}>
          {t('admin.loadText', {
            requests: count(load.requests),
            streams: count(load.streams),
            imports: count(load.waitingImports),
          })}
        </Line>
        <Line name={t('admin.auditLog')}>{t('admin.auditText', { number: count(of.audit.number) })}</Line>
        <Line name={t('admin.started')}>{minuteText(of.startedAt)}</Line>
        <Line name={t('admin.versions')}>
          chiso {versions.chiso} · Node {versions.node} · SQLite {versions.sqlite}
        </Line>
      </dl>
      <section>
        <h2>{t('intake.sources')}</h2>
        <Fresh sources={of.sources} />
      </section>
      <section>
        <h2>{t('admin.files')}</h2>
        <Files files={disk.files} />
      </section>
    </div>
  )
}

type LineProps = { readonly name: string; readonly kind?: ShapeKind; readonly children: ReactNode }

function Line({ name, kind, children }: LineProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {kind !== undefined && <Shape kind={kind} />} {children}
      </dd>
    </div>
  )
}

function Files({ files }: { readonly files: Readonly<Record<string, number>> }) {
  const { t, language } = useWords()
  return (
    <TableFrame label={t('admin.files')}>
      <table>
        <caption className="unseen">{t('admin.files')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('admin.fileName')}</th>
            <th scope="col" className="number">
              {t('admin.size')}
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(files).map(([name, bytes]) => (
            <tr key={name}>
              <th scope="row" className="code">
                {name}
              </th>
              <td className="number">{bytesText(bytes, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}
