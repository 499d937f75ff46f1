import { pages, useHref } from '../../app/address.ts'
import { useMay } from '../../app/start.tsx'
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
  const mayImport = useMay('import-files')
  const all: readonly View[] = ['files', 'sources', 'findings']
  const shown = all.filter((view) => view !== 'files' || mayImport)
  return (
    <Choices
      label={t('intake.views')}
      chosen={chosen}
      choices={shown.map((key) => ({ key, label: t(`intake.${key}`), href: href(intakePaths[key]) }))}
    />
  )
}
