import { numberIn } from '../../../src/core/index-set/number.ts'
import { useEffect } from 'react'
import { useLocation, useParams } from 'wouter'
import { covers } from '../../../src/core/index-set/in-force.ts'
import type { IndexSetAnswer, IndexSetHead } from '../../../src/server/routes/index-sets.ts'
import { useIndexSet, useIndexSets } from '../../api/queries.ts'
import { pages, useAsked, useHref, useParameter } from '../../app/address.ts'
import { Choices } from '../../parts/choices.tsx'
import { Drawer } from '../../parts/drawer.tsx'

import { Page } from '../../parts/page.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { useWords } from '../../words/words.ts'
import { Definition } from './definition.tsx'
import { SetHead } from './set-head.tsx'
import { SetTable } from './set-table.tsx'
import { Versions } from './versions.tsx'
import './handbook.css'

/** The value of the parameter that stands for no version but all of them. */
const all = 'tat-ca'
const version = 'phien-ban'

/** How scores are made, read from the same files that make them. */
export default function HandbookPage() {
  const { t } = useWords()
  const sets = useIndexSets()
  return (
    <Page title={t('page.handbook')}>
      <Answer of={sets}>
        {({ indexSets }) => (indexSets.length === 0 ? <Empty /> : <Chosen heads={indexSets} />)}
      </Answer>
    </Page>
  )
}

type Heads = { readonly heads: readonly IndexSetHead[] }

function Chosen({ heads }: Heads) {
  const { t } = useWords()
  const href = useHref()
  const { period } = useAsked()
  const [wanted] = useParameter(version)
  const latest = heads.find((head) => covers(head, period)) ?? heads[0]
  const chosen = heads.find(({ id }) => id === wanted) ?? latest
  const choices = heads.map(({ id }) => ({ key: id, label: id, href: href(pages.handbook, { [version]: id }) }))
  const isAll = wanted === all
  return (
    <div className="book">
      <Choices
        label={t('book.version')}
        chosen={isAll ? all : (chosen?.id ?? '')}
        choices={[...choices, { key: all, label: t('book.all'), href: href(pages.handbook, { [version]: all }) }]}
      />
      {isAll ? <Versions heads={heads} /> : <One id={chosen?.id} heads={heads} />}
    </div>
  )
}

function One({ id, heads }: Heads & { readonly id: string | undefined }) {
  const set = useIndexSet(id)
  const { indicator } = useParams<{ indicator?: string }>()
  return (
    <Answer of={set}>
      {(found) => (
        <div className="book">
          <SetHead set={found} />
          <SetTable set={found} opened={indicator} />
          {indicator !== undefined && <Opened set={found} id={indicator} heads={heads} />}
        </div>
      )}
    </Answer>
  )
}

type OpenedProps = Heads & { readonly set: IndexSetAnswer; readonly id: string }

function Opened({ set, id, heads }: OpenedProps) {
  const { t } = useWords()
  const [, go] = useLocation()
  const href = useHref()
  const [wanted] = useParameter(version)
  const found = set.groups.flatMap(({ indicators }) => indicators).find((one) => one.id === id)
  const close = () => go(href(pages.handbook, { [version]: wanted }))
  useEffect(() => {
    if (found !== undefined) document.title = `${found.name} · ${t('app.long')}`
  }, [found, t])
  if (found === undefined)
    return (
      <Drawer title={id} onClose={close}>
        <p>{t('book.unknown', { id: set.id })}</p>
      </Drawer>
    )
  return (
    <Drawer title={`${numberIn(found.numbers, set.id)} ${found.name}`.trim()} onClose={close}>
      <Definition set={set} of={found} heads={heads} />
    </Drawer>
  )
}
