import { Command } from 'commander'
import { auditPublished } from '../office/published.ts'
import { findingText } from '../published/audit/catalogue.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { findingsTable } from './show/findings.ts'

export function publishedAudit(): Command {
  return new Command('audit')
    .description('kiểm tra bảng đã công bố / audit a published table')
    .argument('<file>', '.txt, .docx, .pdf, .xlsx, JSON')
    .option('--index-set <id>', 'thay cho bộ chỉ số của kỳ / instead of the set in force')
    .option('--json', 'in JSON / print JSON')
    .action(async (file: string, { indexSet }: { indexSet?: string }, command: Command) => {
      const ask = asked(command)
      const audited = valueOf(await auditPublished(file, indexSet), ask)
      if (audited === null) return
      const findings = audited.findings.map((item) => ({
        code: item.code,
        severity: item.severity,
        row: item.row,
        message: findingText(item, ask.language),
        printed: item.printed,
        expected: item.expected,
      }))
      if (ask.json) printJson({ findings })
      else print(findingsTable(audited.findings, ask.language))
    })
}
