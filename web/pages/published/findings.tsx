import type { PublishedAnswer } from '../../../src/server/routes/published.ts'
import { Shape } from '../../parts/shape.tsx'
import { useWords } from '../../words/words.ts'
import { severityShapes } from './severity.tsx'

export type Finding = PublishedAnswer['findings'][number]
type Props = { readonly findings: readonly Finding[]; readonly withRow?: boolean; readonly className?: string }

/** What was found in one row, or in the table as a whole: the word of its severity first. */
export function Findings({ findings, withRow = false, className = '' }: Props) {
  const { t } = useWords()
  if (findings.length === 0) return null
  return (
    <ul className={`findings ${className}`}>
      {findings.map(({ code, severity, message, row }) => (
        <li key={`${code}${row ?? ''}${message}`} className={`finding finding-${severity}`}>
          <Shape kind={severityShapes[severity]} />
          <p>
            <strong>{t(`severity.${severity}`)}</strong>
            {withRow && row !== null && row !== '' && ` · ${t('published.row', { row })}`}: {message}
          </p>
        </li>
      ))}
    </ul>
  )
}
