import { periodBefore } from '../../../src/core/period/months.ts'
import type { ScorecardAnswer } from '../../../src/server/routes/scores.ts'
import { useAsked } from '../../app/address.ts'
import { useMay, useStart } from '../../app/start.tsx'
import { useScorecard } from '../../api/queries.ts'
import { AskedNote } from '../../parts/asked-note.tsx'
import { useHandbook } from '../../parts/handbook.ts'
import { Page } from '../../parts/page.tsx'
import { Answer, Loading } from '../../parts/states.tsx'
import { useWords } from '../../words/words.ts'
import { Groups } from './groups.tsx'
import { Help } from './help.tsx'
import { Losses } from './losses.tsx'
import { Score } from './score.tsx'
import { WorkToday } from './work-today.tsx'
import './overview.css'

/** The chairman's page: how much, which band and rank, what changed, what drags it down. */
export default function Overview() {
  const { t } = useWords()
  const asked = useAsked()
  const card = useScorecard(asked)
  return (
    <Page title={t('page.overview')} lead={card.data && <AskedNote of={card.data} />}>
      <Answer of={card}>{(found) => <Shown card={found} />}</Answer>
    </Page>
  )
}

function Shown({ card }: { readonly card: ScorecardAnswer }) {
  const asked = useAsked()
  const { root } = useStart()
  const before = useScorecard({ ...asked, unit: card.unit, period: periodBefore(card.period) })
  const handbook = useHandbook(card.indexSet)
  const mayWork = useMay('read-explanations')
  if (handbook.isAwaited) return <Loading />
  return (
    <div className="overview">
      <Score
        card={card}
        before={before.isPlaceholderData || before.isPending ? null : before.data}
        handbook={handbook}
      />
      <Groups card={card} handbook={handbook} />
      <Losses card={card} handbook={handbook} />
      {mayWork && card.isOpen && <WorkToday card={card} />}
      {card.unit === root && <Help />}
    </div>
  )
}
