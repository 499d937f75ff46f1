import type { Command } from 'commander'
import { atConsole } from '../access/author.ts'
import { type Around, folderCommand, withAccess } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { accountLine } from './show/accounts.ts'

export function accountEnable(around: Around): Command {
  return folderCommand('enable', around)
    .description('mở khóa tài khoản / enable an account again')
    .argument('<login>', 'tên đăng nhập / login name')
    .option('--json', 'in JSON / print JSON')
    .action(async (login: string, { data }: { data: string }, command: Command) => {
      const ask = asked(command)
      const changed = await withAccess(data, around, ({ access }) => access.accounts.enable(atConsole, login))
      const account = valueOf(changed, ask)
      if (account === null) return
      if (ask.json) printJson({ account })
      else print(accountLine(account, ask.language))
    })
}
