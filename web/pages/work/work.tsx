import type { WorkAnswer, WorkListAnswer } from '../../../src/server/routes/lists.ts'
import { askedQuery, useAnswer } from '../../api/queries.ts'
import { pages, useAsked, useHref, useParameter } from '../../app/address.ts'
import { AskedNote } from '../../parts/asked-note.tsx'
import { ExportButton } from '../../parts/export-button.tsx'
import { EntityTable } from '../../parts/entity-table.tsx'
import { Page } from '../../parts/page.tsx'
import { pageRows, Paging, useOffset } from '../../parts/paging.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { useUnitName } from '../../parts/unit-name.ts'
import { useWords } from '../../words/words.ts'
import { Kinds } from './kinds.tsx'
import { ProcedureFilter } from './procedure-filter.tsx'
import { Stake } from './stake.tsx'
import './work.css'

/** What a unit has to do today, kind by kind, with what it is worth. */
export default function Work() {
  const { t, language } = useWords()
  const asked = useAsked()
  const unitName = useUnitName(asked.unit)
  const [wanted] = useParameter('loai')
  const work = useAnswer<WorkAnswer>(`/api/work/${encodeURIComponent(asked.unit)}`, { query: askedQuery(asked) })
  return (
    <Page title={t('page.work')} lead={work.data && <AskedNote of={{ ...work.data, name: unitName }} />}>
      <Answer of={work}>
        {({ kinds }) => {
          const chosen = kinds.find(({ kind }) => kind === wanted) ?? kinds[0]
          if (chosen === undefined) return <Empty />
          return (
            <div className="work">
              <Kinds kinds={kinds} chosen={chosen.kind} />
              <section className="work-list">
                <h2>{chosen.name[language]}</h2>
                <Stake chosen={chosen} />
                <Dossiers chosen={chosen} />
              </section>
            </div>
          )
        }}
      </Answer>
    </Page>
  )
}

export type WorkKindAnswer = WorkAnswer['kinds'][number]

function Dossiers({ chosen }: { readonly chosen: WorkKindAnswer }) {
  const { t, language } = useWords()
  const asked = useAsked()
  const href = useHref()
  const offset = useOffset()
  const [procedure] = useParameter('thu-tuc')
  const path = `/api/work/${encodeURIComponent(asked.unit)}/${chosen.kind}`
  const query = { ...askedQuery(asked), procedure }
  const list = useAnswer<WorkListAnswer>(path, { query: { ...query, offset, limit: pageRows } })
  return (
    <>
      <div className="work-tools no-print">
        <ProcedureFilter clearTo={href(pages.work, { loai: chosen.kind })} />
        <ExportButton path={path} query={query} right="export-dossiers" />
      </div>
      <Answer of={list}>
        {({ rows, total }) =>
          total === 0 ? (
            <Empty>{t('work.none')}</Empty>
          ) : (
            <>
              <EntityTable rows={rows} label={chosen.name[language]} table="dossier" />
              <Paging total={total} />
            </>
          )
        }
      </Answer>
    </>
  )
}
