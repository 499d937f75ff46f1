import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useLocation } from 'wouter'
import { useInstallation, useLatest, useSession } from '../api/queries.ts'
import { Loading, Wrong } from '../parts/states.tsx'
import { useWords } from '../words/words.ts'
import { Frame } from './frame.tsx'
import { Routes } from './routes.tsx'
import { SignIn } from './sign-in.tsx'
import { Started } from './start.tsx'

const PublicPage = lazy(() => import('../pages/public/public-page.tsx'))

/** First who is there, then with which period to begin, then the page that the address names. */
export function App() {
  const { language } = useWords()
  const session = useSession(language)
  const installation = useInstallation()
  // Asked for at once: by the time it is known who is there, it is known where to begin.
  useLatest(session.data !== null)
  const [wasIn, setWasIn] = useState(false)
  if (session.data && !wasIn) setWasIn(true)
  if (session.data === null && installation.data !== undefined)
    return <Outside installation={installation.data} hasEnded={wasIn} />
  const error = session.data === undefined ? (session.error ?? installation.error) : installation.error
  if (error !== null) return <Alone children={<Wrong error={error} onRetry={() => void session.refetch()} />} />
  if (!session.data || installation.data === undefined) return <Alone children={<Loading />} />
  return <SignedIn session={session.data} installation={installation.data} />
}

/** Where scores are public, the first page shows them to everybody; every other page is for who has signed in. */
function Outside(props: Parameters<typeof SignIn>[0]) {
  const [path] = useLocation()
  const [isEntering, setEntering] = useState(false)
  const isShown = props.installation.isPublic && path === '/' && !isEntering && !props.hasEnded
  if (!isShown) return <SignIn {...props} />
  return (
    <Suspense fallback={<Alone children={<Loading />} />}>
      <PublicPage installation={props.installation} onEnter={() => setEntering(true)} />
    </Suspense>
  )
}

type SignedInProps = Pick<Parameters<typeof Started>[0]['value'], 'session' | 'installation'>

function SignedIn({ session, installation }: SignedInProps) {
  const latest = useLatest()
  if (latest.error !== null && latest.data === undefined)
    return <Alone children={<Wrong error={latest.error} onRetry={() => void latest.refetch()} />} />
  if (latest.data === undefined) return <Alone children={<Loading />} />
  const { now, unit: root, first, latest: month } = latest.data
  const start = { session, installation, unit: session.unit ?? root, root, first, latest: month, now }
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
