import { pages, useHref } from '../../app/address.ts'
import { useMay } from '../../app/start.tsx'
import { Choices } from '../../parts/choices.tsx'
import { useWords } from '../../words/words.ts'

/** A table by itself, or what was put into the ledger beside what is computed from it. */
export function Views({ chosen }: { readonly chosen: 'check' | 'compare' }) {
  const { t } = useWords()
  const href = useHref()
  const mayCompare = useMay('read-explanations')
  if (!mayCompare) return null
  return (
    <Choices
      label={t('published.views')}
      chosen={chosen}
      choices={[
        { key: 'check', label: t('published.check'), href: href(pages.published) },
        { key: 'compare', label: t('published.compare'), href: href(`${pages.published}/doi-chieu`) },
      ]}
    />
  )
}
