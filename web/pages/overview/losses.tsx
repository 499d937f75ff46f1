import { Link } from 'wouter'
import type { ScorecardAnswer } from '../../../src/server/routes/scores.ts'
import { pages, useHref } from '../../app/address.ts'
import type { Handbook } from '../../parts/handbook.ts'
import { type IndicatorScore, lossesOf, neededFor, oneMore } from '../../parts/worth.ts'
import { adviceFor, nounOf } from '../../words/advice.ts'
import { countText, percentText, pointsText, ratioText } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'

type Props = { readonly card: ScorecardAnswer; readonly handbook: Handbook }

/** A leader needs three: what they cost, what to do, and what one dossier more is worth. */
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
  const known = handbook.of(score.id)
  const target = known?.targets?.[card.level] ?? null
  const noun = nounOf(known?.part?.id, t)
  const worth = oneMore(score, target)
  const need = neededFor(score, target)
  return (
    <li>
      <p className="loss-head">
        <Link href={href(`${pages.indicators}/${score.id}`)}>{handbook.indicator(score.id).name}</Link>
        <strong className="loss-points">
          {t('overview.lossPoints', { points: pointsText(score.lost, language) })}
        </strong>
      </p>
      <p className="loss-advice">{adviceFor(score.id, t)}</p>
      <p className="small faint">
        {score.ratio !== null && target !== null && (
          <span>
            {t('overview.lossRate', {
              ratio: ratioText(score.ratio, language),
              target: percentText(target, language),
            })}
          </span>
        )}
        {worth !== null && <span>{t('overview.lossOne', { noun, points: pointsText(worth, language, 4) })}</span>}
        {need !== null && <span>{t('overview.lossNeed', { noun, number: countText(need, language) })}</span>}
      </p>
    </li>
  )
}
