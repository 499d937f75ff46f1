import { useId } from 'react'
import { periodBefore } from '../../src/core/period/months.ts'
import type { Period } from '../../src/core/period/period.ts'
import { useWords } from '../words/words.ts'
import { hasBegun, kindOf, kinds, ofKind, periodAfter, type PeriodKind, periodsOf } from './period-kinds.ts'
import { useStart } from './start.tsx'

type Props = { readonly period: Period; readonly onChoose: (period: Period) => void }

/** Years that are offered before this one. */
const back = 6

export function PeriodPicker({ period, onChoose }: Props) {
  const { t } = useWords()
  const { now } = useStart()
  const id = useId()
  const kind = kindOf(period)
  const year = period.slice(0, 4)
  const thisYear = Number(now.slice(0, 4))
  const years = Array.from({ length: back + 1 }, (_, index) => String(thisYear - index))
  const label = (candidate: Period) => whichText(candidate, kind, t('question.firstHalf'), t('question.secondHalf'))
  return (
    <fieldset className="period">
      <legend className="unseen">{t('question.period')}</legend>
      <span className="label" aria-hidden="true">
        {t('question.period')}
      </span>
      <button type="button" aria-label={t('question.before')} onClick={() => onChoose(periodBefore(period))}>
        <Chevron to="M10 2 4 8l6 6" />
      </button>
      <select
        aria-label={t('question.kind')}
        value={kind}
        onChange={({ target }) => onChoose(ofKind(period, kindNamed(target.value), now))}
      >
        {kinds.map((one) => (
          <option key={one} value={one}>
            {t(one === 'year' ? 'question.wholeYear' : `question.${one}`)}
          </option>
        ))}
      </select>
      {periodsOf(kind, year).length > 1 && (
        <select
          aria-label={t('question.which')}
          id={id}
          value={period}
          onChange={({ target }) => onChoose(target.value)}
        >
          {periodsOf(kind, year).map((one) => (
            <option key={one} value={one} disabled={!hasBegun(one, now)}>
              {label(one)}
            </option>
          ))}
        </select>
      )}
      <select
        aria-label={t('question.year')}
        value={year}
        onChange={({ target }) => onChoose(ofKind(target.value + period.slice(4), kind, now))}
      >
        {(years.includes(year) ? years : [...years, year]).map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <button
        type="button"
        aria-label={t('question.after')}
        disabled={!hasBegun(periodAfter(period), now)}
        onClick={() => onChoose(periodAfter(period))}
      >
        <Chevron to="m6 2 6 6-6 6" />
      </button>
    </fieldset>
  )
}

function whichText(period: Period, kind: PeriodKind, first: string, second: string): string {
  if (kind === 'half') return period.endsWith('1') ? first : second
  return String(Number(period.slice(5).replace('Q', '')))
}

function kindNamed(text: string): PeriodKind {
  return kinds.find((kind) => kind === text) ?? 'month'
}

function Chevron({ to }: { readonly to: string }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={to} fill="none" stroke="currentColor" strokeWidth="2" />
    </svg>
  )
}
