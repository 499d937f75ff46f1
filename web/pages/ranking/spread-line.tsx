import type { Spread } from '../../../src/core/score/spread.ts'
import { quartileMethod } from '../../../src/core/score/spread.ts'
import { pointsText } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'

const shown = ['least', 'lower', 'median', 'upper', 'most', 'mean'] as const

export function SpreadLine({ spread }: { readonly spread: Spread }) {
  const { t, language } = useWords()
  return (
    <dl className="spread" title={quartileMethod[language]}>
      {shown.map((name) => (
        <div key={name} className={name === 'median' ? 'is-median' : undefined}>
          <dt>{t(`ranking.${name}`)}</dt>
          <dd>{pointsText(spread[name], language)}</dd>
        </div>
      ))}
      <div>
        <dt>{t('ranking.spread', { of: spread.of })}</dt>
        <dd className="small faint">{quartileMethod[language].split(':')[0]}</dd>
      </div>
    </dl>
  )
}
