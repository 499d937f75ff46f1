import type { Command } from 'commander'
import { atConsole } from '../access/author.ts'
import { type Around, folderCommand, withAccess } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { shownOnce } from './show/accounts.ts'

export function tokenAdd(around: Around): Command {
  return folderCommand('add', around)
    .description('cấp mã truy cập cho một nguồn / issue a token for a source')
    .argument('<source>', 'nguồn, như motcua-tinh / the source')
    .option('--name <text>', 'máy nào giữ mã / which machine has it')
    .option('--unit <code>', 'đơn vị; mặc định là tỉnh / unit; the province by default')
    .option('--json', 'in JSON / print JSON')
    .action(async (source: string, options: { data: string; name?: string; unit?: string }, command: Command) => {
      const ask = asked(command)
      const issued = await withAccess(options.data, around, ({ access, root }) => {
        const { name = source, unit = root ?? '' } = options
        return access.tokens.issue(atConsole, { source, name, unit })
      })
      const made = valueOf(issued, ask)
      if (made === null) return
      const { id, token } = made
      if (ask.json) return printJson({ id, source, token })
      print(ask.language === 'vi' ? `Đã cấp mã số ${id} cho ${source}.` : `Token number ${id} for ${source}.`)
      print(shownOnce({ vi: 'Mã truy cập', en: 'Token' }, token, ask.language))
    })
}
