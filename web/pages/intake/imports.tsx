import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ImportAnswer } from '../../../src/server/import-shape.ts'
import { type ApiProblem, ask } from '../../api/client.ts'
import { Answer, Empty } from '../../parts/states.tsx'
import { Shape, type ShapeKind } from '../../parts/shape.tsx'
import { TableFrame } from '../../parts/table-frame.tsx'
import { countText } from '../../words/number.ts'
import { minuteText } from '../../words/time.ts'
import { useWords } from '../../words/words.ts'

export const importsKey = ['imports'] as const

/** Milliseconds between questions while a file is on its way. */
const often = 700

type Answered = { readonly imports: readonly ImportAnswer[] }

/** What was sent lately, and how far it is. */
export function Imports() {
  const { t, language } = useWords()
  const client = useQueryClient()
  const answer = useQuery<Answered, ApiProblem>({
    queryKey: [...importsKey, language],
    queryFn: ({ signal }) => ask<Answered>('/api/imports', { language, signal }),
    refetchInterval: ({ state }) => (state.data?.imports.some(isOnItsWay) === true ? often : false),
    staleTime: 0,
  })
  const done = answer.data?.imports.filter((one) => !isOnItsWay(one)).length ?? 0
  useEffect(() => {
    if (done > 0) void client.invalidateQueries({ queryKey: ['counted'] })
  }, [done, client])
  return (
    <section>
      <h2>{t('intake.recent')}</h2>
      <Answer of={answer}>
        {({ imports }) =>
          imports.length === 0 ? <Empty>{t('intake.recentNone')}</Empty> : <Table imports={imports} />
        }
      </Answer>
    </section>
  )
}

function isOnItsWay({ state }: ImportAnswer): boolean {
  return state !== 'done' && state !== 'failed'
}

const counted = ['new', 'changed', 'same', 'conflicts', 'quarantined'] as const

function Table({ imports }: Answered) {
  const { t } = useWords()
  return (
    <TableFrame label={t('intake.recent')}>
      <table className="imports">
        <caption className="unseen">{t('intake.recent')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('intake.file')}</th>
            <th scope="col">{t('intake.state')}</th>
            <th scope="col" className="number">
              {t('intake.rows')}
            </th>
            {counted.map((name) => (
              <th scope="col" className="number" key={name}>
                {t(`intake.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {imports.map((one) => (
            <Row key={one.id} of={one} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

function Row({ of }: { readonly of: ImportAnswer }) {
  const { language } = useWords()
  return (
    <tr>
      <th scope="row">
        <span className="imports-name">{of.file}</span>
        <span className="faint small imports-of">
          {of.source} · {minuteText(of.at)}
        </span>
      </th>
      <td>
        <State of={of} />
      </td>
      <td className="number">{countText(of.counts?.read ?? of.rows, language)}</td>
      {counted.map((name) => (
        <td className="number" key={name}>
          {countText(of.counts?.[name] ?? null, language)}
        </td>
      ))}
    </tr>
  )
}

type Shown = ImportAnswer['state'] | 'done-quarantined'

const shapes: Readonly<Record<Shown, ShapeKind>> = {
  receiving: 'none',
  waiting: 'none',
  reading: 'none',
  done: 'good',
  'done-quarantined': 'warn',
  failed: 'bad',
}

function State({ of }: { readonly of: ImportAnswer }) {
  const { t, language } = useWords()
  const quarantined = of.counts?.quarantined ?? 0
  const state: Shown = of.state === 'done' && quarantined > 0 ? 'done-quarantined' : of.state
  const share = of.size === 0 ? 0 : Math.floor((100 * of.bytes) / of.size)
  return (
    <>
      <p role="status">
        <Shape kind={shapes[state]} /> {t(`intake.${state}`)}
        {of.state === 'reading' && ` ${share}%`}
      </p>
      {isOnItsWay(of) && (
        <progress
          value={of.bytes}
          max={Math.max(1, of.size)}
          aria-label={t('intake.progress', { percent: `${share}%`, name: of.file })}
        />
      )}
      {of.failures.map(({ code, message }) => (
        <p key={code + message} className="small">
          {message}
        </p>
      ))}
      {quarantined > 0 && (
        <p>
          <a
            href={`/api/imports/${encodeURIComponent(of.id)}/quarantine.csv`}
            download
            aria-label={t('intake.sheetOf', { number: countText(quarantined, language), name: of.file })}
          >
            {t('intake.sheet')}
          </a>
        </p>
      )}
    </>
  )
}
