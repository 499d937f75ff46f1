import type { Command } from 'commander'
import { atConsole } from '../access/author.ts'
import { failed } from '../core/failure.ts'
import { type Around, folderCommand, withAccess } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'

export function tokenRevoke(around: Around): Command {
  return folderCommand('revoke', around)
    .description('thu hồi mã truy cập / revoke a token')
    .argument('<id>', 'số của mã / its number')
    .option('--json', 'in JSON / print JSON')
    .action(async (id: string, { data }: { data: string }, command: Command) => {
      const ask = asked(command)
      const revoked = await withAccess(data, around, ({ access }) => {
        if (!/^\d{1,9}$/.test(id)) return failed('token-unknown', { id: id.slice(0, 40) })
        return access.tokens.revoke(atConsole, Number(id))
      })
      const token = valueOf(revoked, ask)
      if (token === null) return
      if (ask.json) printJson({ token })
      else
        print(
          ask.language === 'vi'
            ? `Đã thu hồi mã số ${token.id} của ${token.source}.`
            : `Token number ${token.id} of ${token.source} is revoked.`,
        )
    })
}
