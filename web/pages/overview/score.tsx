import type { ScorecardAnswer } from '../../../src/server/routes/scores.ts'
import { exact } from '../../../src/core/exact.ts'
import { useAsked } from '../../app/address.ts'
import { useStart } from '../../app/start.tsx'
import { useNational } from '../../parts/national.ts'
import type { Handbook } from '../../parts/handbook.ts'
import { Shape } from '../../parts/shape.tsx'
import { areRanksAlike, changeOf, mostOf } from '../../parts/worth.ts'
import { countText, plainText, pointsText } from '../../words/number.ts'
import { periodWords } from '../../../src/core/period/words.ts'
import { useWords } from '../../words/words.ts'
import { periodBefore } from '../../../src/core/period/months.ts'

type Props = {
  readonly card: ScorecardAnswer
  /** Null: not known yet. */
  readonly before: ScorecardAnswer | undefined | null
  readonly handbook: Handbook
}

export function Score({ card, before, handbook }: Props) {
  const { t, language } = useWords()
  const most = plainText(mostOf(card).valueOf(), language)
  return (
    <section className="score keep" aria-label={t('overview.score', { name: card.name })}>
      <p className="score-total">
        <span className="score-figure">{pointsText(card.total, language)}</span>
        <span className="score-most">{t('overview.outOf', { max: most })}</span>
      </p>
      {card.total === null && (
        <p className="note note-warn">
          {t('overview.missing', { names: card.missing.map((id) => handbook.indicator(id).name).join('; ') })}
        </p>
      )}
      <ul className="score-facts">
        {card.bandName !== null && (
          <li>
            <BandShape total={card.total} /> {t('overview.band', { band: card.bandName[language] })}
          </li>
        )}
        <Rank card={card} before={before} />
        <Change card={card} before={before} />
      </ul>
    </section>
  )
}

/** Below 50 of 100 is told apart, and from 50 to 70. */
function BandShape({ total }: { readonly total: number | null }) {
  if (total === null) return <Shape kind="none" />
  return <Shape kind={total < 50 ? 'bad' : total < 70 ? 'warn' : 'good'} />
}

function Rank({ card, before }: Omit<Props, 'handbook'>) {
  const { t, language } = useWords()
  if (card.rank === null || card.of === null) return <NationalRank card={card} />
  const was = areRanksAlike(card, before ?? undefined) ? (before?.rank ?? null) : null
  return (
    <li>
      <Shape kind={was === null || was === card.rank ? 'same' : was > card.rank ? 'up' : 'down'} />{' '}
      {t('overview.rank', {
        rank: countText(card.rank, language),
        of: countText(card.of, language),
        level: t(`level.${card.cohort}`),
      })}
      {was !== null && <span className="faint"> ({t('overview.rankWas', { rank: was })})</span>}
      {card.small === true && <span className="score-small">{t('overview.small')}</span>}
    </li>
  )
}

/** The province among the provinces, by what was published: figures of others are not computed here. */
function NationalRank({ card }: Pick<Props, 'card'>) {
  const { t } = useWords()
  const { root } = useStart()
  const { data } = useNational(useAsked(), card.unit === root)
  const own = data?.rows.find(({ unit }) => unit === card.unit)
  if (data === undefined || own === undefined || own.rank === null || data.of < 2)
    return (
      <li className="faint">
        <Shape kind="none" /> {t(card.unit === root ? 'overview.rankUnknown' : 'overview.rankNone')}
      </li>
    )
  return (
    <li>
      <Shape kind="same" /> {t('overview.rankPublished', { rank: own.rank, of: data.of })}
    </li>
  )
}

const drop = exact('0.5')

function Change({ card, before }: Omit<Props, 'handbook'>) {
  const { t, language } = useWords()
  const period = periodWords(periodBefore(card.period))[language]
  if (before === null) return <li className="faint">…</li>
  const change = changeOf(card, before)
  if (change === null)
    return (
      <li className="faint">
        <Shape kind="none" /> {t('overview.changeNone', { period })}
      </li>
    )
  const points = pointsText(change.abs(), language)
  if (change.n === 0n)
    return (
      <li>
        <Shape kind="same" /> {t('overview.changeSame', { period })}
      </li>
    )
  const isDown = change.s < 0n
  return (
    <li>
      <Shape kind={isDown ? 'down' : 'up'} />{' '}
      {t(isDown ? 'overview.changeDown' : 'overview.changeUp', { points, period })}
      {isDown && change.abs().compare(drop) >= 0 && <span className="score-small">{t('overview.changeDrop')}</span>}
    </li>
  )
}
