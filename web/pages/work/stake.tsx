import { exact, type Exact } from '../../../src/core/exact.ts'
import { useScorecard } from '../../api/queries.ts'
import { useAsked } from '../../app/address.ts'
import { useHandbook } from '../../parts/handbook.ts'
import { type IndicatorScore, oneMore, readableStep, scoreOf } from '../../parts/worth.ts'
import { countText, pointsText, sent } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'
import type { WorkKindAnswer } from './work.tsx'

/** What the list is worth: lost if it goes late, gained if it is done, or gone already. */
export function Stake({ chosen }: { readonly chosen: WorkKindAnswer }) {
  const { t, language } = useWords()
  const asked = useAsked()
  const { data: card } = useScorecard(asked)
  const handbook = useHandbook(card?.indexSet)
  const { kind, indicator, total } = chosen
  if (kind === 'overdue') return <p>{t('work.gone')}</p>
  if (kind === 'waiting') return <p>{t('work.keep')}</p>
  const score = card === undefined ? null : scoreOf(card, indicator)
  const target = card === undefined ? null : (handbook.of(indicator)?.targets?.[card.level] ?? null)
  const each = score === null ? null : oneMore(score, target)
  if (score === null || each === null) return null
  const step = readableStep(each)
  const isAtRisk = kind.startsWith('due-')
  const points = pointsText(least(each.mul(exact(total)), isAtRisk ? score.points : score.lost), language)
  return (
    <p>
      {t(isAtRisk ? 'work.stake' : 'work.gain', { points })}
      <span className="faint">
        {' '}
        · {t('work.each', { number: countText(step.count, language), points: pointsText(step.points, language) })}
      </span>
    </p>
  )
}

/** No more can be lost than there is, and none gained beyond the maximum. */
function least(points: Exact, most: IndicatorScore['points']): Exact {
  return most !== null && points.compare(sent(most)) > 0 ? sent(most) : points
}
