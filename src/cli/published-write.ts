import { Command } from 'commander'
import { writePublished } from '../office/published.ts'
import { asked, print, printJson, valueOf } from './output.ts'

export function publishedWrite(): Command {
  return new Command('write')
    .description('viết lại bảng tháng thành biểu Word / write a monthly table as the Word form')
    .argument('<file>', 'bảng hoặc JSON của "published read" / a table, or the JSON of "published read"')
    .requiredOption('--to <docx>', 'tệp Word cần ghi / the Word file to write')
    .option('--annex', 'thêm phụ lục ghi chú kiểm tra / add the annex of findings')
    .option('--index-set <id>', 'thay cho bộ chỉ số của kỳ / instead of the set in force')
    .option('--json', 'in JSON / print JSON')
    .action(async (file: string, options: { to: string; annex?: boolean; indexSet?: string }, command: Command) => {
      const ask = asked(command)
      const { to, annex = false, indexSet } = options
      const write = { annex, ...(indexSet !== undefined && { indexSet }) }
      const audited = valueOf(await writePublished(file, to, write), ask)
      if (audited === null) return
      const { findings } = audited
      if (ask.json) printJson({ file: to, findings: findings.length })
      else if (ask.language === 'vi') print(`Đã ghi ${to} (${findings.length} ghi chú kiểm tra).`)
      else print(`Wrote ${to} (${findings.length} findings).`)
    })
}
