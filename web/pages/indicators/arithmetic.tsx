import type { ExplanationAnswer } from '../../../src/server/routes/explanations.ts'
import { asPercent } from '../../../src/core/exact.ts'
import { type IndicatorScore, neededFor, oneMore, readableStep } from '../../parts/worth.ts'
import { adviceFor } from '../../words/advice.ts'
import { countText, percentText, plainText, pointsText, ratioText, sent } from '../../words/number.ts'
import { capital, useWords } from '../../words/words.ts'
import { Missing, Policy, Verdict } from './verdict.tsx'

type Props = { readonly of: ExplanationAnswer; readonly score: IndicatorScore; readonly noun: string }

/** Part over whole, the rate, and how the rate becomes points: as a calculation that can be done by hand. */
export function Arithmetic({ of, score, noun }: Props) {
  const { t, language } = useWords()
  const target = of.target === null ? null : asPercent(sent(of.target)).valueOf()
  const worth = oneMore(score, target)
  const step = worth === null ? null : readableStep(worth)
  const need = neededFor(score, target)
  return (
    <section className="arithmetic">
      <div className="arithmetic-line">
        {score.part !== null && score.whole !== null && (
          <span className="fraction">
            <span>{countText(score.part, language)}</span>
            <span className="unseen"> / </span>
            <span>{countText(score.whole, language)}</span>
          </span>
        )}
        {score.ratio === null ? (
          <Missing score={score} />
        ) : (
          <>
            <span aria-hidden="true">=</span>
            <strong className="arithmetic-ratio">{ratioText(score.ratio, language)}</strong>
          </>
        )}
        {score.points !== null && score.max !== null && (
          <span className="arithmetic-points">
            {t('explained.points', { points: pointsText(score.points, language), max: plainText(score.max, language) })}
          </span>
        )}
      </div>
      <p>
        <Verdict score={score} />
      </p>
      {score.policy === null && score.ratio !== null && score.max !== null && target !== null ? (
        <p>
          {t('explained.rule', {
            max: plainText(score.max, language),
            ratio: ratioText(score.ratio, language),
            target: percentText(target, language),
            points: pointsText(score.points, language),
          })}
        </p>
      ) : (
        <p>
          <Policy score={score} />
        </p>
      )}
      {step !== null && (
        <p>
          {need !== null && `${capital(t('overview.lossNeed', { noun, number: countText(need, language) }))} · `}
          {t('overview.lossStep', {
            noun,
            number: countText(step.count, language),
            points: pointsText(step.points, language),
          })}
        </p>
      )}
      {score.lost !== null && score.lost > 0 && <p className="note">{adviceFor(score.id, t)}</p>}
    </section>
  )
}
