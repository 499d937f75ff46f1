import type { IndexSetAnswer } from '../../../src/server/routes/index-sets.ts'
import { Shape } from '../../parts/shape.tsx'
import { plainText } from '../../words/number.ts'
import { dayText } from '../../words/time.ts'
import { type Say, useWords } from '../../words/words.ts'
import '../../parts/rules.css'

/** What a version is: from when to when, by which law, how sure, and what holds for all its indicators. */
export function SetHead({ set }: { readonly set: IndexSetAnswer }) {
  const { t, language } = useWords()
  const { ratioDecimals, pointsDecimals, displayDecimals } = set.rounding
  return (
    <section className="book-head">
      <h2>{set.name}</h2>
      <p>
        <Shape kind={set.validFrom === null ? 'none' : 'good'} /> {validText(set, t)}
      </p>
      <dl className="rules">
        <div>
          <dt>{t('book.law')}</dt>
          <dd>
            {set.legalBasis.map(({ document, date, title }) => (
              <p key={document}>
                <strong>{document}</strong>
                {date !== null && `, ${dayText(date)}`}: {title}
              </p>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('book.bands')}</dt>
          <dd>{bandsText(set, t, (points) => plainText(points, language))}</dd>
        </div>
        <div>
          <dt>{t('book.rounding')}</dt>
          <dd>
            {t('book.roundingText', { ratio: ratioDecimals, points: pointsDecimals, display: displayDecimals })}{' '}
            {t('book.smallText', { number: set.smallWhole })}
          </dd>
        </div>
        <div>
          <dt>{t('book.evidence')}</dt>
          <dd>
            {set.evidence.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </dd>
        </div>
      </dl>
    </section>
  )
}

export function validText({ validFrom, validTo }: Pick<IndexSetAnswer, 'validFrom' | 'validTo'>, t: Say): string {
  if (validFrom === null) return t('book.notInForce')
  if (validTo === null) return t('book.inForceFrom', { from: dayText(validFrom) })
  return t('book.inForce', { from: dayText(validFrom), to: dayText(validTo) })
}

function bandsText({ bands }: IndexSetAnswer, t: Say, points: (value: number) => string): string {
  return bands
    .map(({ from, name }, index) => {
      const above = bands[index - 1]
      return from === 0 && above !== undefined
        ? t('book.bandLast', { below: points(above.from), name })
        : t('book.bandText', { from: points(from), name })
    })
    .join('; ')
}
