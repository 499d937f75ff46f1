import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiProblem } from './api/client.ts'
import { takeOpening } from './api/opening.ts'
import { sessionKey } from './api/queries.ts'
import { App } from './app/app.tsx'
import { startWords } from './words/words.ts'
import './style/fonts.css'
import './style/tokens.css'
import './style/base.css'
import './style/table.css'
import './style/print.css'

const client = new QueryClient({
  queryCache: new QueryCache({
    // A session that ended shows with whatever is asked next: then everybody is told at once.
    onError: (error, { queryKey }) => {
      const hasEnded = error instanceof ApiProblem && error.status === 401
      if (hasEnded && queryKey[0] !== sessionKey[0]) void client.invalidateQueries({ queryKey: sessionKey })
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // What the server has refused it would refuse again.
      retry: (failed, error) =>
        error instanceof ApiProblem && (error.status === 0 || error.status === 503) && failed < 3,
      refetchOnWindowFocus: true,
    },
  },
})

const place = document.getElementById('page')

async function start(): Promise<void> {
  if (place === null) throw new Error('index.html has a place for the page')
  await startWords()
  takeOpening(client)
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  )
}

void start()
