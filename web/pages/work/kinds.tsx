import { Link } from 'wouter'
import { pages, useHref } from '../../app/address.ts'
import { countText } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'
import type { WorkKindAnswer } from './work.tsx'
import '../../parts/kinds.css'

type Props = { readonly kinds: readonly WorkKindAnswer[]; readonly chosen: string }

export function Kinds({ kinds, chosen }: Props) {
  const { t, language } = useWords()
  const href = useHref()
  return (
    <nav className="kinds" aria-label={t('work.kinds')}>
      <ul>
        {kinds.map(({ kind, name, total }) => (
          <li key={kind}>
            <Link href={href(pages.work, { loai: kind })} aria-current={kind === chosen ? 'true' : undefined}>
              <span>{name[language]}</span> <strong>{countText(total, language)}</strong>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
