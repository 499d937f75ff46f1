import { Command } from 'commander'
import { openPublished } from '../office/published.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { publishedTable } from './show/published.ts'

export function publishedRead(): Command {
  return new Command('read')
    .description('đọc bảng đã công bố / read a published table')
    .argument('<file>', '.txt, .docx, .pdf, .xlsx, JSON')
    .option('--json', 'in JSON / print JSON')
    .action(async (file: string, _options: unknown, command: Command) => {
      const ask = asked(command)
      const opened = valueOf(await openPublished(file), ask)
      if (opened === null) return
      if (ask.json) printJson(opened.published.table)
      else print(publishedTable(opened.published, ask.language))
    })
}
