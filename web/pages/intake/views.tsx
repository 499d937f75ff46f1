import { pages, useHref } from '../../app/address.ts'
import { useMay, useStart } from '../../app/start.tsx'
import { Choices } from '../../parts/choices.tsx'
import { useWords } from '../../words/words.ts'

export const intakePaths = {
  files: pages.intake,
  sources: `${pages.intake}/nguon`,
  findings: `${pages.intake}/loi`,
} as const
type View = keyof typeof intakePaths

export function Views({ chosen }: { readonly chosen: View }) {
  const { t } = useWords()
  const href = useHref()
  const { session, root } = useStart()
  const isShown: Readonly<Record<View, boolean>> = {
    files: useMay('import-files'),
    // Sources are those of the whole province.
    sources: session.unit === root,
    findings: true,
  }
  const all: readonly View[] = ['files', 'sources', 'findings']
  const shown = all.filter((view) => isShown[view])
  return (
    <Choices
      label={t('intake.views')}
      chosen={chosen}
      choices={shown.map((key) => ({ key, label: t(`intake.${key}`), href: href(intakePaths[key]) }))}
    />
  )
}
