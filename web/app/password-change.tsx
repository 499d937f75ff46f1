import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import type { SessionAnswer } from '../../src/server/routes/session.ts'
import { ApiProblem, send } from '../api/client.ts'
import { sessionKey } from '../api/queries.ts'
import { Failed } from '../parts/failed.tsx'
import { useWords } from '../words/words.ts'
import { useStart } from './start.tsx'

/** The own password. The server begins a new session and ends all others. */
export function PasswordChange() {
  const { t, language } = useWords()
  const { session } = useStart()
  const client = useQueryClient()
  const id = useId()
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const [isDone, setDone] = useState(false)
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const given = new FormData(form)
    const body = { old: given.get('old'), next: given.get('next') }
    try {
      const begun = await send<SessionAnswer>('/api/session/password', {
        method: 'PUT',
        language,
        csrf: session.csrf,
        body,
      })
      client.setQueryData(sessionKey, begun)
      form.reset()
      setProblem(null)
      setDone(true)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    }
  }
  return (
    <details>
      <summary>{t('password.change')}</summary>
      <form className="stack" onSubmit={(event) => void save(event)}>
        <label htmlFor={`${id}-old`}>{t('password.old')}</label>
        <input id={`${id}-old`} name="old" type="password" autoComplete="current-password" required />
        <label htmlFor={`${id}-next`}>{t('password.next')}</label>
        <input id={`${id}-next`} name="next" type="password" autoComplete="new-password" required />
        {problem !== null && <Failed error={problem} />}
        {isDone && problem === null && <p role="status">{t('password.done')}</p>}
        <button type="submit">{t('password.save')}</button>
      </form>
    </details>
  )
}
