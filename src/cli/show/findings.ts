import { type Finding, findingText, type Severity } from '../../published/audit/catalogue.ts'
import type { Language, Words } from '../../core/words.ts'
import { textTable } from './text-table.ts'
import { say } from './words.ts'

/** Word and shape, since colour alone says nothing to some. */
export const severityWords: Record<Severity, Words & { readonly shape: string }> = {
  error: { vi: 'Lỗi', en: 'Error', shape: '✗' },
  warning: { vi: 'Cảnh báo', en: 'Warning', shape: '▲' },
  note: { vi: 'Ghi chú', en: 'Note', shape: '·' },
}

export function findingsTable(findings: readonly Finding[], language: Language): string {
  const vi = language === 'vi'
  if (findings.length === 0) return vi ? 'Không phát hiện điểm nào cần ghi chú.' : 'Nothing was found.'
  const rows = findings.map((item) => {
    const { shape, ...words } = severityWords[item.severity]
    return [`${shape} ${say(words, language)}`, item.row ?? '', findingText(item, language)]
  })
  // Printed numbers are short; a unit and its indicator are not.
  const rowWidth = Math.min(30, Math.max(8, ...findings.map((item) => (item.row ?? '').length + 2)))
  const head = vi ? ['Mức', 'Dòng', 'Nội dung'] : ['Severity', 'Row', 'Finding']
  return `${summary(findings, language)}\n${textTable(head, rows, { widths: [12, rowWidth, 0] })}`
}

function summary(findings: readonly Finding[], language: Language): string {
  const count = (severity: Severity) => findings.filter((item) => item.severity === severity).length
  const [errors, warnings, notes] = [count('error'), count('warning'), count('note')]
  if (language === 'vi') return `Kiểm tra: ${errors} lỗi, ${warnings} cảnh báo, ${notes} ghi chú.`
  return `Audit: ${errors} errors, ${warnings} warnings, ${notes} notes.`
}
