import { type FormEvent, useId, useState } from 'react'
import { parsePlainDate } from '../../src/core/time/plain-date.ts'
import { Menu } from '../parts/menu.tsx'
import { dayText } from '../words/time.ts'
import { useWords } from '../words/words.ts'

type Props = { readonly asOf: string | undefined; readonly onChoose: (day: string | null) => void }

/** As of when: now, or the end of a day. Written as people write days, whatever the computer's own way is. */
export function AsOf({ asOf, onChoose }: Props) {
  const { t } = useWords()
  const id = useId()
  const [isWrong, setWrong] = useState(false)
  const given = asOf === undefined ? '' : dayText(asOf)
  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget).get('day')
    const text = typeof typed === 'string' ? typed.trim() : ''
    const day = parsePlainDate(text)
    setWrong(text !== '' && day === null)
    if (text === '' || day !== null) onChoose(day)
  }
  return (
    <div className="field as-of">
      <span className="label">{t('question.asOf')}</span>
      <Menu label={asOf === undefined ? t('question.now') : given}>
        <form onSubmit={choose} key={given}>
          <label htmlFor={id}>{t('question.asOf')}</label>
          <input
            id={id}
            name="day"
            inputMode="numeric"
            placeholder="31/10/2026"
            defaultValue={given}
            aria-invalid={isWrong}
            aria-describedby={`${id}-help`}
          />
          <p id={`${id}-help`} className="small faint" role={isWrong ? 'alert' : undefined}>
            {isWrong ? t('question.asOfWrong') : t('question.asOfHelp')}
          </p>
          <button type="submit" className="main-button">
            {t('question.apply')}
          </button>
          {asOf !== undefined && (
            <button type="button" onClick={() => onChoose(null)}>
              {t('question.now')}
            </button>
          )}
        </form>
      </Menu>
    </div>
  )
}
