import type { ScorecardAnswer } from '../../../src/server/routes/scores.ts'
import { Link } from 'wouter'
import { isPolicy, policyWords } from '../../../src/core/index-set/policy-words.ts'
import { pages, useHref } from '../../app/address.ts'
import { useMay } from '../../app/start.tsx'
import type { Handbook } from '../../parts/handbook.ts'
import { type IndicatorScore, lossesOf, neededFor, oneMore, readableStep } from '../../parts/worth.ts'
import { adviceFor, nounOf } from '../../words/advice.ts'
import { countText, percentText, pointsText, ratioText } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'
import { LossWays } from './loss-ways.tsx'

type Props = { readonly card: ScorecardAnswer; readonly handbook: Handbook }

/** A leader needs three: what they cost, where, what to do, and what it brings. */
const most = 3

export function Losses({ card, handbook }: Props) {
  const { t } = useWords()
  const losses = lossesOf(card, most)
  return (
    <section className="losses keep">
      <h2>{t('overview.losses')}</h2>
      {losses.length === 0 && <p>{t('overview.lossNone')}</p>}
      <ol>
        {losses.map((score) => (
          <Loss key={score.id} score={score} card={card} handbook={handbook} />
        ))}
      </ol>
    </section>
  )
}

function Loss({ score, card, handbook }: Props & { readonly score: IndicatorScore }) {
  const { t, language } = useWords()
  const href = useHref()
  const { name } = handbook.indicator(score.id)
  const mayOpen = useMay('read-explanations') && card.isOpen
  const known = handbook.of(score.id)
  const noun = nounOf(known?.part?.id, t)
  return (
    <li>
      <p className="loss-head">
        {mayOpen ? <Link href={href(`${pages.indicators}/${score.id}`)}>{name}</Link> : <span>{name}</span>}
        <strong className="loss-points">
          {t('overview.lossPoints', { points: pointsText(score.lost, language) })}
        </strong>
      </p>
      <Figures score={score} target={known?.targets?.[card.level] ?? null} noun={noun} />
      <p className="loss-advice">{adviceFor(score.id, t)}</p>
      <LossWays score={score} card={card} noun={noun} />
    </li>
  )
}

type FiguresProps = { readonly score: IndicatorScore; readonly target: number | null; readonly noun: string }

/** How far it is, and what a handful more would bring. */
function Figures({ score, target, noun }: FiguresProps) {
  const { t, language } = useWords()
  const worth = oneMore(score, target)
  const need = neededFor(score, target)
  const step = worth === null ? null : readableStep(worth)
  return (
    <p className="small faint loss-figures">
      {isPolicy(score.policy) && <span>{policyWords[score.policy][language]}</span>}
      {score.ratio !== null && target !== null && (
        <span>
          {t('overview.lossRate', { ratio: ratioText(score.ratio, language), target: percentText(target, language) })}
        </span>
      )}
      {need !== null && <span>{t('overview.lossNeed', { noun, number: countText(need, language) })}</span>}
      {step !== null && (
        <span>
          {t('overview.lossStep', {
            noun,
            number: countText(step.count, language),
            points: pointsText(step.points, language),
          })}
        </span>
      )}
    </p>
  )
}
