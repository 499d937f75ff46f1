import { type ReactNode, useEffect, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { useLive } from '../api/live.ts'
import { Mark } from '../parts/mark.tsx'
import { useWords } from '../words/words.ts'
import { type PageName, pages, useHref } from './address.ts'
import { QuestionBar } from './question-bar.tsx'
import { useStart } from './start.tsx'
import { UserMenu } from './user-menu.tsx'
import './frame.css'

/** Pages that are about no unit and no period. */
const unasked: readonly PageName[] = ['handbook', 'admin']

export function Frame({ children }: { readonly children: ReactNode }) {
  const { t } = useWords()
  const { installation } = useStart()
  const live = useLive()
  const [path] = useLocation()
  const isAsking = !unasked.some((page) => path.startsWith(pages[page]))
  return (
    <>
      <a className="skip" href="#main">
        {t('app.skip')}
      </a>
      <header>
        {installation.sample && (
          <p className="sample">
            <strong>{t('app.sample')}</strong> <span>{t('app.sampleLong')}</span>
          </p>
        )}
        <Bar />
      </header>
      {isAsking && <QuestionBar live={live} />}
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  )
}

function Bar() {
  const { t } = useWords()
  const [isOpen, setOpen] = useState(false)
  const [path] = useLocation()
  useEffect(() => setOpen(false), [path])
  return (
    <div className={isOpen ? 'bar is-open' : 'bar'}>
      <div className="brand">
        <Mark />
        <span>{t('app.long')}</span>
      </div>
      <button
        type="button"
        className="menu-button"
        aria-expanded={isOpen}
        aria-controls="pages"
        onClick={() => setOpen(!isOpen)}
      >
        {t('app.menu')}
      </button>
      <Pages isOpen={isOpen} />
      <UserMenu />
    </div>
  )
}

/** What somebody may not use at all is not offered; who comes by a link is told. */
function usePages(): readonly PageName[] {
  const { session } = useStart()
  const rights: ReadonlySet<string> = new Set(session.rights)
  const needs: Readonly<Partial<Record<PageName, string>>> = {
    indicators: 'read-scores',
    trends: 'read-explanations',
    work: 'list-dossiers',
    published: 'read-published',
    intake: 'read-findings',
    admin: 'read-health',
  }
  const all: readonly PageName[] = ['overview', 'indicators', 'ranking', 'trends', 'work', 'published', 'intake']
  const more: readonly PageName[] = [...all, 'handbook', 'admin']
  const mayAdminister = rights.has('manage-accounts')
  return more.filter(
    (page) => needs[page] === undefined || rights.has(needs[page]) || (page === 'admin' && mayAdminister),
  )
}

function Pages({ isOpen }: { readonly isOpen: boolean }) {
  const { t } = useWords()
  const [path] = useLocation()
  const href = useHref()
  return (
    <nav id="pages" className={isOpen ? 'pages is-open' : 'pages'} aria-label={t('app.pages')}>
      <ul>
        {usePages().map((page) => {
          const isHere = page === 'overview' ? path === '/' : path === pages[page] || path.startsWith(`${pages[page]}/`)
          return (
            <li key={page}>
              <Link href={href(pages[page])} aria-current={isHere ? 'page' : undefined}>
                {t(`page.${page}`)}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
