import { Shape, type ShapeKind } from '../../parts/shape.tsx'
import { countText } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'

export const severities = ['error', 'warning', 'note'] as const
export type Severity = (typeof severities)[number]

export const severityShapes: Readonly<Record<Severity, ShapeKind>> = { error: 'bad', warning: 'warn', note: 'none' }

export function isSeverity(text: string): text is Severity {
  return severities.some((one) => one === text)
}

type Props = { readonly of: readonly { readonly severity: Severity }[] }

/** `7 lỗi · 3 cảnh báo · 6 lưu ý`, each with its shape. */
export function SeverityCounts({ of }: Props) {
  const { t, language } = useWords()
  return (
    <p className="severity-counts">
      {severities.map((severity) => (
        <span key={severity} className="nowrap">
          <Shape kind={severityShapes[severity]} />{' '}
          {t('published.count', {
            number: countText(of.filter((one) => one.severity === severity).length, language),
            kind: t(`published.${severity}`),
          })}
        </span>
      ))}
    </p>
  )
}
