import { useMemo } from 'react'
import { periodWords } from '../../../src/core/period/words.ts'
import { spreadOf } from '../../../src/core/score/spread.ts'
import { fold } from '../../../src/core/text/fold.ts'
import type { Level } from '../../../src/core/unit/level.ts'
import type { RankingAnswer } from '../../../src/server/routes/scores.ts'
import { useRanking } from '../../api/queries.ts'
import { useMay, useStart } from '../../app/start.tsx'
import { rankingOf, useNational } from '../../parts/national.ts'
import { Shape } from '../../parts/shape.tsx'
import { pages, useAsked, useHref, useParameter } from '../../app/address.ts'
import { AskedNote } from '../../parts/asked-note.tsx'
import { Choices } from '../../parts/choices.tsx'
import { ExportButton } from '../../parts/export-button.tsx'
import { Page } from '../../parts/page.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { useUnits } from '../../api/queries.ts'
import { sent } from '../../words/number.ts'
import { capital, useWords } from '../../words/words.ts'
import { Compared } from './compared.tsx'
import { RankingTable } from './ranking-table.tsx'
import { SpreadLine } from './spread-line.tsx'
import './ranking.css'

/** Departments, communes, provinces: each its own list, never one. */
export default function Ranking() {
  const { t } = useWords()
  const href = useHref()
  const known = useLevels()
  const [wanted] = useParameter('cap')
  const level = known.find((one) => one === wanted) ?? known[0] ?? 'department'
  return (
    <Page title={t('page.ranking')} tools={<Export level={level} />}>
      <Choices
        label={t('ranking.level')}
        chosen={level}
        choices={known.map((one) => ({
          key: one,
          label: capital(t(`level.${one}`)),
          href: href(pages.ranking, { cap: one }),
        }))}
      />
      {level === 'province' ? <Provinces /> : <Computed level={level} />}
      <p className="small faint">{t('ranking.separate')}</p>
    </Page>
  )
}

/** Of provinces there is a file only where something was published. */
function Export({ level }: { readonly level: Level }) {
  const { period, asOf } = useAsked()
  const isProvince = level === 'province'
  const national = useNational({ period, asOf }, isProvince)
  if (isProvince && (national.data?.of ?? 0) === 0) return null
  const path = isProvince ? '/api/national' : '/api/ranking'
  return <ExportButton path={path} query={{ period, asOf, level }} right="export-scores" />
}

function Computed({ level }: { readonly level: Level }) {
  const { period, asOf } = useAsked()
  const ranking = useRanking(level, { period, asOf })
  return (
    <Answer of={ranking}>
      {(found) => (
        <>
          <AskedNote of={found} />
          <Shown ranking={found} />
        </>
      )}
    </Answer>
  )
}

/** What was published of the provinces: this installation has the dossiers of one. */
function Provinces() {
  const { t } = useWords()
  const { period, asOf } = useAsked()
  const { now } = useStart()
  const national = useNational({ period, asOf }, true)
  return (
    <Answer of={national}>
      {(found) =>
        found.of === 0 ? (
          <Unpublished period={found.period} />
        ) : (
          <>
            <p>
              <Shape kind="none" /> {t('ranking.asPublished', { of: found.of, expected: found.expected ?? found.of })}
            </p>
            <Shown ranking={rankingOf(found, now)} />
          </>
        )
      }
    </Answer>
  )
}

function Unpublished({ period }: { readonly period: string }) {
  const { t, language } = useWords()
  return (
    <div className="state">
      <p>
        <Shape kind="none" /> <strong>{t('ranking.unpublished', { period: periodWords(period)[language] })}</strong>
      </p>
      <p>{t('compared.missingHelp')}</p>
    </div>
  )
}

const order: readonly Level[] = ['department', 'commune', 'province', 'ministry', 'district']

/** The levels of which there is more than one unit to rank. */
function useLevels(): readonly Level[] {
  const { data = [] } = useUnits()
  const current = Map.groupBy(
    data.filter(({ validTo }) => validTo === null),
    ({ level }) => level,
  )
  const mayNational = useMay('read-published')
  return order.filter((level) => (current.get(level)?.length ?? 0) > 1 || (level === 'province' && mayNational))
}

function Shown({ ranking }: { readonly ranking: RankingAnswer }) {
  const { t } = useWords()
  const [text, setText] = useParameter('tim')
  const totals = ranking.rows.flatMap(({ total }) => (total === null ? [] : [sent(total)]))
  const rows = useMemo(() => {
    const wanted = fold(text).trim()
    return ranking.rows.filter(({ name, unit }) => wanted === '' || fold(`${name} ${unit}`).includes(wanted))
  }, [ranking.rows, text])
  const spread = spreadOf(totals)
  if (ranking.rows.length === 0) return <Empty>{t('ranking.none')}</Empty>
  return (
    <div className="ranking">
      {spread !== null && <SpreadLine spread={spread} />}
      <Compared ranking={ranking} />
      <p className="filter no-print">
        <label htmlFor="find">{t('ranking.find')}</label>
        <input
          id="find"
          type="search"
          value={text}
          placeholder={t('ranking.findHelp')}
          onChange={({ currentTarget }) => setText(currentTarget.value, 'replace')}
        />
      </p>
      {rows.length === 0 ? (
        <Empty>{t('ranking.noneFound', { text })}</Empty>
      ) : (
        <RankingTable ranking={ranking} rows={rows} spread={spread} />
      )}
    </div>
  )
}
