import type { ReactNode } from 'react'
import type { ApiProblem } from '../api/client.ts'
import type { Answered } from '../api/queries.ts'
import { useWords } from '../words/words.ts'
import { Shape } from './shape.tsx'
import './states.css'

export function Loading() {
  const { t } = useWords()
  return (
    <div className="loading" role="status">
      <span className="unseen">{t('state.loading')}</span>
      <span aria-hidden="true" />
      <span aria-hidden="true" />
      <span aria-hidden="true" />
    </div>
  )
}

export function Empty({ children }: { readonly children?: ReactNode }) {
  const { t } = useWords()
  return <p className="empty">{children ?? t('state.empty')}</p>
}

type WrongProps = { readonly error: ApiProblem; readonly onRetry: () => void }

export function Wrong({ error, onRetry }: WrongProps) {
  const { t } = useWords()
  if (error.status === 403)
    return (
      <div className="state" role="alert">
        <h2>
          <Shape kind="closed" /> {t('state.noRight')}
        </h2>
        <p>{error.message}</p>
        <p className="faint">{t('state.noRightHelp')}</p>
      </div>
    )
  // Asked again, it would not be there either.
  if (error.status === 404)
    return (
      <div className="state" role="alert">
        <h2>
          <Shape kind="none" /> {t('state.notFound')}
        </h2>
        <p>{error.message}</p>
      </div>
    )
  return (
    <div className="state" role="alert">
      <h2>
        <Shape kind="bad" /> {t('state.wrong')}
      </h2>
      <p>{error.isOffline ? t('state.offline') : error.message}</p>
      {error.request !== null && <p className="faint small">{t('state.request', { id: error.request })}</p>}
      <button type="button" onClick={onRetry}>
        {t('state.retry')}
      </button>
    </div>
  )
}

type AnswerProps<T> = { readonly of: Answered<T>; readonly children: (data: T) => ReactNode }

/** What was asked for, or how it stands with it: loading, refused, not reached, or old. */
export function Answer<T>({ of, children }: AnswerProps<T>) {
  const { t } = useWords()
  if (of.data === undefined)
    return of.error === null ? <Loading /> : <Wrong error={of.error} onRetry={() => void of.refetch()} />
  return (
    <div className={of.isPlaceholderData ? 'answer is-old' : 'answer'} aria-busy={of.isPlaceholderData}>
      {of.error !== null && (
        <p className="note note-warn" role="status">
          <Shape kind="warn" /> {of.error.isOffline ? t('state.offline') : t('state.stale')}
        </p>
      )}
      {children(of.data)}
    </div>
  )
}
