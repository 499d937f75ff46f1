import { Link, useParams } from 'wouter'
import type { ListAnswer } from '../../../src/server/routes/lists.ts'
import { askedQuery, useAnswer } from '../../api/queries.ts'
import { pages, useAsked, useHref, useParameter } from '../../app/address.ts'
import { AskedNote } from '../../parts/asked-note.tsx'
import { Choices } from '../../parts/choices.tsx'
import { ExportButton } from '../../parts/export-button.tsx'
import { EntityTable } from '../../parts/entity-table.tsx'
import { useHandbook } from '../../parts/handbook.ts'
import { Page } from '../../parts/page.tsx'
import { pageRows, Paging, useOffset } from '../../parts/paging.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { useUnitName } from '../../parts/unit-name.ts'
import { useWords } from '../../words/words.ts'

/** What is behind a number: what costs points first. */
export default function Behind() {
  const { t } = useWords()
  const asked = useAsked()
  const href = useHref()
  const { indicator } = useParams<{ indicator: string }>()
  const [side] = useParameter('phan')
  const offset = useOffset()
  const path = `/api/lists/${encodeURIComponent(asked.unit)}/${encodeURIComponent(indicator)}`
  const query = { ...askedQuery(asked), side: side === 'dat' ? 'passing' : 'failing' }
  const answer = useAnswer<ListAnswer>(path, { query: { ...query, offset, limit: pageRows } })
  const { no, name } = useHandbook(answer.data?.indexSet).indicator(indicator)
  const unitName = useUnitName(asked.unit)
  const here = `${pages.indicators}/${indicator}/danh-sach`
  return (
    <Page
      title={`${no} ${name}`.trim()}
      lead={answer.data && <AskedNote of={{ ...answer.data, name: unitName }} />}
      tools={
        <>
          <Link className="button" href={href(`${pages.indicators}/${indicator}`)}>
            {t('list.back')}
          </Link>
          <ExportButton path={path} query={query} right="export-dossiers" />
        </>
      }
    >
      <Choices
        label={t('list.side')}
        chosen={side === 'dat' ? 'dat' : ''}
        choices={[
          { key: '', label: t('list.failing'), href: href(here) },
          { key: 'dat', label: t('list.passing'), href: href(here, { phan: 'dat' }) },
        ]}
      />
      <Answer of={answer}>
        {({ rows, total, table }) =>
          total === 0 ? (
            <Empty />
          ) : (
            <>
              <EntityTable rows={rows} label={name} table={table} />
              <Paging total={total} />
            </>
          )
        }
      </Answer>
    </Page>
  )
}
