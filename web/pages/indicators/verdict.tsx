import { isPolicy, policyWords } from '../../../src/core/index-set/policy-words.ts'
import { Shape } from '../../parts/shape.tsx'
import type { IndicatorScore } from '../../parts/worth.ts'
import { percentText } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'

type Props = { readonly score: Pick<IndicatorScore, 'verdict' | 'policy' | 'because' | 'missing' | 'whole'> }

/** As on the form: `Đạt (từ 90% trở lên)`, with a shape; or what the points come from instead. */
export function Verdict({ score }: Props) {
  const { t, language } = useWords()
  const { verdict, policy } = score
  if (verdict === null) return policy === null ? null : <Policy score={score} />
  const threshold = percentText(verdict.threshold, language)
  return (
    <span className="verdict">
      <span className="nowrap">
        <Shape kind={verdict.met ? 'good' : 'bad'} /> {t(verdict.met ? 'verdict.met' : 'verdict.unmet')}
      </span>{' '}
      <span className="faint verdict-threshold">
        {t(verdict.inclusive ? 'verdict.from' : 'verdict.above', { threshold })}
        {policy !== null && (
          <>
            {' '}
            · <Policy score={score} />
          </>
        )}
      </span>
    </span>
  )
}

export function Policy({ score }: Props) {
  const { language } = useWords()
  const { policy } = score
  if (!isPolicy(policy)) return null
  return (
    <span className="faint">
      <Shape kind="none" /> {policyWords[policy][language]}
    </span>
  )
}

/** Why there is no rate: nothing happened, or nothing is known. */
export function Missing({ score }: Props) {
  const { t } = useWords()
  return <span className="faint small">{score.whole === 0 ? t('verdict.empty') : t('state.noData')}</span>
}
