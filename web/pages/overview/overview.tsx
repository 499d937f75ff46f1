import { useAsked } from '../../app/address.ts'
import { useScorecard } from '../../api/queries.ts'
import { Answer } from '../../parts/states.tsx'
import { Page } from '../../parts/page.tsx'
import { useWords } from '../../words/words.ts'
import { pointsText } from '../../words/number.ts'

export default function Overview() {
  const { t, language } = useWords()
  const card = useScorecard(useAsked())
  return (
    <Page title={t('page.overview')}>
      <Answer of={card}>{({ total }) => <p>{pointsText(total, language)}</p>}</Answer>
    </Page>
  )
}
