import { type ReactNode, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { InstallationAnswer } from '../../src/server/routes/installation.ts'
import type { SessionAnswer } from '../../src/server/routes/session.ts'
import { useInstallation, useLatest, useSession } from '../api/queries.ts'
import { Loading, Wrong } from '../parts/states.tsx'
import { useWords } from '../words/words.ts'
import { pages, signInPage } from './address.ts'
import { Frame } from './frame.tsx'
import { Routes } from './routes.tsx'
import { SignIn } from './sign-in.tsx'
import { Started } from './start.tsx'

/** First who is there, then with which period to begin, then the page that the address names. */
export function App() {
  const { language } = useWords()
  const session = useSession(language)
  const installation = useInstallation()
  // Asked for at once: by the time it is known who is there, it is known where to begin.
  useLatest()
  const [path, go] = useLocation()
  const [wasIn, setWasIn] = useState(false)
  const isIn = session.data !== undefined && session.error === null
  if (isIn && !wasIn) setWasIn(true)
  useEffect(() => {
    if (isIn && path === signInPage) go(pages.overview, { replace: true })
  }, [isIn, path, go])
  if (session.error?.status === 401 && installation.data !== undefined) {
    const { isPublic, unit } = installation.data
    if (!isPublic || unit === null || wasIn || path === signInPage)
      return <SignIn installation={installation.data} hasEnded={wasIn} />
    return <SignedIn session={visitorOf(installation.data, unit)} installation={installation.data} />
  }
  const error = session.data === undefined ? (session.error ?? installation.error) : installation.error
  if (error !== null && error.status !== 401)
    return <Alone children={<Wrong error={error} onRetry={() => void session.refetch()} />} />
  if (session.data === undefined || installation.data === undefined) return <Alone children={<Loading />} />
  return <SignedIn session={session.data} installation={installation.data} />
}

/** Whoever looks without an account, where an installation shows its scores to everybody. */
function visitorOf(installation: InstallationAnswer, unit: string): SessionAnswer {
  return {
    login: '',
    name: '',
    role: 'viewer',
    unit,
    unitName: unit,
    rights: ['read-scores'],
    csrf: '',
    endsAt: '',
    sample: installation.sample,
    installation: { unit, name: unit },
  }
}

type SignedInProps = Pick<Parameters<typeof Started>[0]['value'], 'session' | 'installation'>

function SignedIn({ session, installation }: SignedInProps) {
  const latest = useLatest()
  if (latest.error !== null && latest.data === undefined)
    return <Alone children={<Wrong error={latest.error} onRetry={() => void latest.refetch()} />} />
  if (latest.data === undefined) return <Alone children={<Loading />} />
  const { now, unit: root, first, latest: month } = latest.data
  const start = { session, installation, unit: session.unit, root, first, latest: month, now }
  return (
    <Started value={start}>
      <Frame>
        <Routes />
      </Frame>
    </Started>
  )
}

function Alone({ children }: { readonly children: ReactNode }) {
  return <main className="alone">{children}</main>
}
