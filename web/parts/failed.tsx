import type { ApiProblem } from '../api/client.ts'
import { useWords } from '../words/words.ts'
import { Shape } from './shape.tsx'

/** What somebody did and the server refused, beside where they did it: each reason, and the number to ask about. */
export function Failed({ error }: { readonly error: ApiProblem }) {
  const { t } = useWords()
  const messages = error.failures.length > 0 ? error.failures.map(({ message }) => message) : [error.message]
  return (
    <div className="note note-bad" role="alert">
      {error.isOffline ? (
        <p>
          <Shape kind="bad" /> {t('state.notSent')}
        </p>
      ) : (
        messages.map((message) => (
          <p key={message}>
            <Shape kind="bad" /> {message}
          </p>
        ))
      )}
      {error.request !== null && <p className="faint small">{t('state.request', { id: error.request })}</p>}
    </div>
  )
}
