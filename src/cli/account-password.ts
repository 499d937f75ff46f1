import type { Command } from 'commander'
import { atConsole } from '../access/author.ts'
import { chosenPassword } from './account-add.ts'
import { type Around, folderCommand, withAccess } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { secretOption } from './secret-input.ts'
import { accountLine, shownOnce } from './show/accounts.ts'

export function accountPassword(around: Around): Command {
  return folderCommand('password', around)
    .description('đặt mật khẩu, kết thúc mọi phiên / set a password and end all sessions')
    .argument('<login>', 'tên đăng nhập / login name')
    .option(...secretOption)
    .option('--json', 'in JSON / print JSON')
    .action(async (login: string, { data, stdin }: { data: string; stdin?: true }, command: Command) => {
      const ask = asked(command)
      const password = valueOf(await chosenPassword(stdin === true), ask)
      if (password === null) return
      const set = await withAccess(data, around, ({ access }) =>
        access.accounts.setPassword(atConsole, login, password),
      )
      const account = valueOf(set, ask)
      if (account === null) return
      const made = stdin === true ? {} : { password }
      if (ask.json) return printJson({ account, ...made })
      print(accountLine(account, ask.language))
      if (stdin !== true) print(shownOnce({ vi: 'Mật khẩu', en: 'Password' }, password, ask.language))
    })
}
