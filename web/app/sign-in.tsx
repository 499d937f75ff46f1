import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { InstallationAnswer } from '../../src/server/routes/installation.ts'
import type { SessionAnswer } from '../../src/server/routes/session.ts'
import { ApiProblem, send } from '../api/client.ts'
import { sessionKey } from '../api/queries.ts'
import { useWords } from '../words/words.ts'
import { Mark } from '../parts/mark.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import './sign-in.css'

type Props = { readonly installation: InstallationAnswer; readonly hasEnded: boolean }

/** Stays at the address that was asked for: who has signed in is where they wanted to be. */
export function SignIn({ installation, hasEnded }: Props) {
  const { t } = useWords()
  useEffect(() => {
    document.title = `${t('signIn.title')} · ${t('app.long')}`
  }, [t])
  return (
    <div className="sign-in">
      <header>
        <Mark />
        <p className="sign-in-name">{t('app.long')}</p>
        <LanguageSwitch />
      </header>
      <main>
        <h1>{t('signIn.title')}</h1>
        <p className="faint">{t('signIn.lead')}</p>
        {installation.sample && (
          <p className="sample-note">
            <strong>{t('app.sample')}</strong> {t('app.sampleLong')}
          </p>
        )}
        {hasEnded && <p className="note">{t('signIn.ended')}</p>}
        <Form />
        {installation.sso && (
          <a className="button" href="/api/oidc/start">
            {t('signIn.sso')}
          </a>
        )}
      </main>
    </div>
  )
}

function Form() {
  const { t, language } = useWords()
  const client = useQueryClient()
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const message = useRef<HTMLParagraphElement>(null)
  const enter = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(null)
    try {
      const body = { login: given.get('login'), password: given.get('password') }
      const session = await send<SessionAnswer>('/api/session', { method: 'POST', language, body })
      client.setQueryData(sessionKey, session)
      await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      // Which of the two was wrong is told to nobody.
      setProblem(error.isOffline ? t('state.offline') : error.status === 401 ? t('signIn.wrong') : error.message)
      message.current?.focus()
    } finally {
      setBusy(false)
    }
  }
  return (
    <form onSubmit={(event) => void enter(event)}>
      <label htmlFor="login">{t('signIn.login')}</label>
      <input id="login" name="login" autoComplete="username" autoCapitalize="none" required />
      <label htmlFor="password">{t('signIn.password')}</label>
      <input id="password" name="password" type="password" autoComplete="current-password" required />
      <p ref={message} tabIndex={-1} role="alert" className={problem === null ? 'unseen' : 'note note-bad'}>
        {problem}
      </p>
      <button type="submit" className="main-button" disabled={isBusy}>
        {isBusy ? t('signIn.entering') : t('signIn.enter')}
      </button>
    </form>
  )
}
