import type { LiveState } from '../api/live.ts'
import { Shape } from '../parts/shape.tsx'
import { minuteText } from '../words/time.ts'
import { useWords } from '../words/words.ts'
import { names, useAsked, useChangeAddress } from './address.ts'
import { AsOf } from './as-of.tsx'
import { PeriodPicker } from './period-picker.tsx'
import { useStart } from './start.tsx'
import { UnitPicker } from './unit-picker.tsx'
import './question-bar.css'

/** Whose figures, of which period, as of when: above every page, and in the address. */
export function QuestionBar({ live }: { readonly live: LiveState }) {
  const { t } = useWords()
  const { unit, period, asOf } = useAsked()
  const change = useChangeAddress()
  return (
    <section className="question" aria-label={t('question.label')}>
      <UnitPicker unit={unit} onChoose={(code) => change({ [names.unit]: code })} />
      <PeriodPicker period={period} onChoose={(next) => change({ [names.period]: next })} />
      <AsOf asOf={asOf} onChoose={(day) => change({ [names.asOf]: day })} />
      <LiveSign state={live} isOfPast={asOf !== undefined} />
    </section>
  )
}

function LiveSign({ state, isOfPast }: { readonly state: LiveState; readonly isOfPast: boolean }) {
  const { t } = useWords()
  const { now } = useStart()
  const kind = state === 'on' ? 'good' : state === 'waiting' ? 'none' : 'warn'
  return (
    <p className="live" role="status">
      <Shape kind={kind} /> {t(`live.${state}`)}
      {isOfPast && <span className="unseen">{minuteText(now)}</span>}
    </p>
  )
}
