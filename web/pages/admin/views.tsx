import { pages, useHref } from '../../app/address.ts'
import { useStart } from '../../app/start.tsx'
import { Choices } from '../../parts/choices.tsx'
import { useWords } from '../../words/words.ts'

const views = [
  ['accounts', pages.admin, 'manage-accounts'],
  ['tokens', `${pages.admin}/ma`, 'manage-tokens'],
  ['audit', `${pages.admin}/nhat-ky`, 'read-audit-log'],
  ['system', `${pages.admin}/he-thong`, 'read-health'],
] as const
type View = (typeof views)[number][0]

/** What the asker may see of it; the first is where the menu leads. */
export function useViews() {
  const { rights } = useStart().session
  return views.filter(([, , right]) => rights.includes(right)).map(([key, path]) => ({ key, path }))
}

export function Views({ chosen }: { readonly chosen: View }) {
  const { t } = useWords()
  const href = useHref()
  return (
    <Choices
      label={t('admin.views')}
      chosen={chosen}
      choices={useViews().map(({ key, path }) => ({ key, label: t(`admin.${key}`), href: href(path) }))}
    />
  )
}
