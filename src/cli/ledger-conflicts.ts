import type { Command } from 'commander'
import { formatInstant } from '../core/time/instant.ts'
import { type Around, folderCommand, withInstallation } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { textTable } from './show/text-table.ts'

const pageRows = 1_000

export function ledgerConflicts(around: Around): Command {
  return folderCommand('conflicts', around)
    .description('bản gửi lại khác nội dung / what was sent again with another body')
    .option('--after <number>', 'từ sau số / after this number', '0')
    .option('--json', 'in JSON / print JSON')
    .action(async ({ data, after }: { data: string; after: string }, command: Command) => {
      const ask = asked(command)
      const from = /^\d{1,15}$/.test(after) ? Number(after) : 0
      const page = { limit: pageRows, ...(from > 0 && { after: from }) }
      const conflicts = valueOf(await withInstallation(data, around, ({ ledger }) => ledger.conflicts(page)), ask)
      if (conflicts === null) return
      const vi = ask.language === 'vi'
      if (ask.json) printJson({ conflicts })
      else if (conflicts.length === 0) print(vi ? 'Không có xung đột.' : 'There are no conflicts.')
      else {
        const head = vi
          ? ['Số', 'Loại', 'Mã', 'Nguồn', 'Phiên bản', 'Ghi lúc']
          : ['No.', 'Kind', 'Key', 'Source', 'Version', 'Recorded']
        const rows = conflicts.map(({ number, kind, key, source, version, recordedTime }) => [
          String(number),
          kind,
          key,
          source,
          version,
          formatInstant(recordedTime),
        ])
        print(textTable(head, rows, { widths: [8, 16, 0, 16, 34, 20] }))
      }
    })
}
