import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { Link } from 'wouter'
import { parsePlainDate } from '../../../src/core/time/plain-date.ts'
import { type ApiProblem, send } from '../../api/client.ts'
import { names, pages, useAsked, useHref } from '../../app/address.ts'
import { useStart } from '../../app/start.tsx'
import { Failed } from '../../parts/failed.tsx'
import { Shape } from '../../parts/shape.tsx'
import { useUnitName } from '../../parts/unit-name.ts'
import { useWords } from '../../words/words.ts'

type Props = { readonly file: File; readonly period: string | null; readonly isMonthly: boolean }

/** Under this name all tables stand that were put in here: the ledger tells by it whose word a figure is. */
const source = 'bang-cong-bo'

/** Puts the table into the ledger, as printed, beside what is computed. */
export function Submit({ file, period, isMonthly }: Props) {
  const { t, language } = useWords()
  const { csrf } = useStart().session
  const asked = useAsked()
  const unitName = useUnitName(asked.unit)
  const id = useId()
  const [isWrong, setWrong] = useState(false)
  const sending = useMutation<unknown, ApiProblem, string | undefined>({
    mutationFn: (captured) =>
      send('/api/published', {
        method: 'POST',
        body: file,
        query: {
          name: file.name,
          source,
          period: period ?? asked.period,
          ...(isMonthly && { unit: asked.unit }),
          captured,
        },
        csrf,
        language,
      }),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget).get('captured')
    const text = typeof typed === 'string' ? typed.trim() : ''
    const day = text === '' ? undefined : parsePlainDate(text)
    setWrong(day === null)
    if (day !== null) sending.mutate(day)
  }
  if (sending.isSuccess) return <Done period={period} />
  return (
    <details className="submit">
      <summary>{t('published.submit')}</summary>
      <form onSubmit={submit}>
        <p className="small">{t('published.submitHelp', { unit: unitName })}</p>
        <label htmlFor={id}>{t('published.captured')}</label>
        <input
          id={id}
          name="captured"
          inputMode="numeric"
          placeholder="31/10/2026"
          aria-invalid={isWrong}
          aria-describedby={`${id}-help`}
        />
        <p id={`${id}-help`} className="small faint" role={isWrong ? 'alert' : undefined}>
          {t(isWrong ? 'published.capturedWrong' : 'published.capturedHelp')}
        </p>
        <button type="submit" disabled={sending.isPending}>
          {t('published.submitFor', { unit: unitName })}
        </button>
        {sending.error !== null && <Failed error={sending.error} />}
      </form>
    </details>
  )
}

function Done({ period }: { readonly period: string | null }) {
  const { t } = useWords()
  const href = useHref()
  return (
    <p className="note" role="status">
      <Shape kind="good" /> {t('published.submitted')} <Link href={href(pages.intake)}>{t('published.seeIntake')}</Link>{' '}
      · <Link href={href(`${pages.published}/doi-chieu`, { [names.period]: period })}>{t('published.seeCompare')}</Link>
    </p>
  )
}
