import { useEffect } from 'react'
import { useLocation, useParams } from 'wouter'
import { askedQuery, useScorecard } from '../../api/queries.ts'
import { pages, useAsked, useHref } from '../../app/address.ts'
import { AskedNote } from '../../parts/asked-note.tsx'
import { ExportButton } from '../../parts/export-button.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { useHandbook } from '../../parts/handbook.ts'
import { Page } from '../../parts/page.tsx'
import { Answer, Loading } from '../../parts/states.tsx'
import { useWords } from '../../words/words.ts'
import { Explained } from './explained.tsx'
import { Handling } from './handling.tsx'
import { IndicatorTable } from './indicator-table.tsx'

/** The monthly form, live. With an indicator in the address its figure is opened beside the table. */
export default function Indicators() {
  const { t } = useWords()
  const asked = useAsked()
  const card = useScorecard(asked)
  const handbook = useHandbook(card.data?.indexSet)
  const { indicator } = useParams<{ indicator?: string }>()
  const [, go] = useLocation()
  const href = useHref()
  const isShown = card.data !== undefined && !handbook.isAwaited
  useScrollToHash(isShown)
  return (
    <Page
      title={t('page.indicators')}
      lead={card.data && <AskedNote of={card.data} />}
      tools={
        <ExportButton
          path={`/api/scorecards/${encodeURIComponent(asked.unit)}`}
          query={askedQuery(asked)}
          right="export-scores"
        />
      }
    >
      <Answer of={card}>
        {(found) => (isShown ? <IndicatorTable card={found} handbook={handbook} opened={indicator} /> : <Loading />)}
      </Answer>
      {indicator !== undefined && !handbook.isAwaited && (
        <Drawer
          title={`${handbook.indicator(indicator).no} ${handbook.indicator(indicator).name}`}
          onClose={() => go(href(pages.indicators))}
        >
          {handbook.of(indicator)?.kind === 'per-procedure' ? (
            <Handling asked={asked} />
          ) : (
            <Explained indicator={indicator} asked={asked} />
          )}
        </Drawer>
      )}
    </Page>
  )
}

/** A group is linked to before its row is there. */
function useScrollToHash(isThere: boolean): void {
  useEffect(() => {
    if (isThere && location.hash !== '') document.getElementById(location.hash.slice(1))?.scrollIntoView()
  }, [isThere])
}
