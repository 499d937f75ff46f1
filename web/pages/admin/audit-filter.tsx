import { type FormEvent, useId, useState } from 'react'
import { Link } from 'wouter'
import { parsePlainDate } from '../../../src/core/time/plain-date.ts'
import { pages, useChangeAddress, useHref, useParameter } from '../../app/address.ts'
import { useWords } from '../../words/words.ts'
import { textIn } from './changing.ts'

/** The parameters of the address. */
export const filterNames = { name: 'ai', outcome: 'ket-qua', from: 'tu-ngay', to: 'den-ngay' } as const

export function AuditFilter() {
  const { t } = useWords()
  const id = useId()
  const href = useHref()
  const change = useChangeAddress()
  const [name] = useParameter(filterNames.name)
  const [outcome] = useParameter(filterNames.outcome)
  const [from] = useParameter(filterNames.from)
  const [to] = useParameter(filterNames.to)
  const [isWrong, setWrong] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const days = [textIn(form, 'from'), textIn(form, 'to')]
    const isBad = days.some((day) => day !== '' && parsePlainDate(day) === null)
    setWrong(isBad)
    if (isBad) return
    change({
      [filterNames.name]: textIn(form, 'name'),
      [filterNames.outcome]: textIn(form, 'outcome'),
      [filterNames.from]: days[0] ?? null,
      [filterNames.to]: days[1] ?? null,
      truoc: null,
    })
  }
  return (
    <form className="audit-filter no-print" onSubmit={submit} key={[name, outcome, from, to].join('|')}>
      <div className="admin-field">
        <label htmlFor={`${id}-name`}>{t('admin.actor')}</label>
        <input id={`${id}-name`} name="name" defaultValue={name} spellCheck={false} />
      </div>
      <div className="admin-field">
        <label htmlFor={`${id}-outcome`}>{t('admin.outcome')}</label>
        <select id={`${id}-outcome`} name="outcome" defaultValue={outcome}>
          <option value="">{t('admin.outcomeAny')}</option>
          <option value="done">{t('admin.outcomeDone')}</option>
          <option value="refused">{t('admin.refused')}</option>
        </select>
      </div>
      {(['from', 'to'] as const).map((end) => (
        <div className="admin-field" key={end}>
          <label htmlFor={`${id}-${end}`}>{t(`admin.${end}`)}</label>
          <input
            id={`${id}-${end}`}
            name={end}
            inputMode="numeric"
            placeholder={t('admin.dayHelp')}
            defaultValue={end === 'from' ? from : to}
            aria-invalid={isWrong}
            aria-describedby={isWrong ? `${id}-wrong` : undefined}
          />
        </div>
      ))}
      <p>
        <button type="submit">{t('admin.filter')}</button>{' '}
        {[name, outcome, from, to].some((value) => value !== '') && (
          <Link className="button" href={href(`${pages.admin}/nhat-ky`)}>
            {t('admin.clear')}
          </Link>
        )}
      </p>
      {isWrong && (
        <p id={`${id}-wrong`} role="alert">
          {t('admin.dayWrong')}
        </p>
      )}
    </form>
  )
}
