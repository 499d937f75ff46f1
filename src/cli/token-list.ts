import type { Command } from 'commander'
import { atConsole } from '../access/author.ts'
import { formatInstant } from '../core/time/instant.ts'
import { type Around, folderCommand, withAccess } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { textTable } from './show/text-table.ts'

export function tokenList(around: Around): Command {
  return folderCommand('list', around)
    .description('các mã truy cập / the tokens')
    .option('--json', 'in JSON / print JSON')
    .action(async ({ data }: { data: string }, command: Command) => {
      const ask = asked(command)
      const tokens = valueOf(await withAccess(data, around, ({ access }) => access.tokens.list(atConsole)), ask)
      if (tokens === null) return
      if (ask.json) return printJson({ tokens })
      const vi = ask.language === 'vi'
      if (tokens.length === 0) return print(vi ? 'Chưa có mã truy cập nào.' : 'There are no tokens.')
      const head = vi
        ? ['Số', 'Nguồn', 'Tên', 'Đơn vị', 'Cấp lúc', 'Dùng lần cuối', 'Tình trạng']
        : ['No.', 'Source', 'Name', 'Unit', 'Issued', 'Last used', 'State']
      const good = vi ? '✓ đang dùng' : '✓ in use'
      const revoked = vi ? '✗ đã thu hồi' : '✗ revoked'
      const rows = tokens.map((token) => [
        String(token.id),
        token.source,
        token.name,
        token.unit,
        formatInstant(token.created),
        token.used === null ? '–' : formatInstant(token.used),
        token.revoked === null ? good : revoked,
      ])
      print(textTable(head, rows, { widths: [6, 16, 0, 12, 18, 18, 16] }))
    })
}
