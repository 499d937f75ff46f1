import { type ReactNode, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useWords } from '../words/words.ts'
import './page.css'

type Props = {
  readonly title: string
  /** Beside the title: what the page is about now. */
  readonly lead?: ReactNode
  /** What can be done with the page as a whole. */
  readonly tools?: ReactNode
  readonly children: ReactNode
}

/** The path that was shown before: readers of screens are taken to the heading of a new page, not of the first. */
let shownPath: string | null = null

export function Page({ title, lead, tools, children }: Props) {
  const { t } = useWords()
  const [path] = useLocation()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · ${t('app.long')}`
  }, [title, t])
  useEffect(() => {
    if (shownPath !== null && shownPath !== path) {
      heading.current?.focus({ preventScroll: true })
      window.scrollTo(0, 0)
    }
    shownPath = path
  }, [path])
  return (
    <article className="page">
      <header className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <div className="page-lead">{lead}</div>}
        </div>
        <div className="page-tools no-print">
          {tools}
          <button type="button" onClick={() => window.print()}>
            {t('app.print')}
          </button>
        </div>
      </header>
      {children}
    </article>
  )
}
