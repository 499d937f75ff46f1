import { useParameter } from '../app/address.ts'
import { countText } from '../words/number.ts'
import { useWords } from '../words/words.ts'
import './paging.css'

/** Rows of a page of a list. */
export const pageRows = 50

/** The name of the parameter that says from which row on. */
const from = 'tu'

export function useOffset(): number {
  const [text] = useParameter(from)
  return /^\d{1,7}$/.test(text) ? Number(text) : 0
}

export function Paging({ total }: { readonly total: number }) {
  const { t, language } = useWords()
  const offset = useOffset()
  const [, set] = useParameter(from)
  if (total === 0) return null
  const last = Math.min(offset + pageRows, total)
  const go = (to: number) => set(to <= 0 ? '' : String(to))
  return (
    <nav className="paging" aria-label={t('list.paging')}>
      <span>
        {t('list.shown', {
          from: countText(offset + 1, language),
          to: countText(last, language),
          total: countText(total, language),
        })}
      </span>
      {total > pageRows && (
        <span className="no-print">
          <button type="button" disabled={offset === 0} onClick={() => go(offset - pageRows)}>
            {t('list.before')}
          </button>{' '}
          <button type="button" disabled={last >= total} onClick={() => go(offset + pageRows)}>
            {t('list.after')}
          </button>
        </span>
      )}
    </nav>
  )
}
