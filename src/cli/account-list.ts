import type { Command } from 'commander'
import { atConsole } from '../access/author.ts'
import { type Around, folderCommand, withAccess } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { accountTable } from './show/accounts.ts'

export function accountList(around: Around): Command {
  return folderCommand('list', around)
    .description('các tài khoản / the accounts')
    .option('--json', 'in JSON / print JSON')
    .action(async ({ data }: { data: string }, command: Command) => {
      const ask = asked(command)
      const accounts = valueOf(await withAccess(data, around, ({ access }) => access.accounts.list(atConsole)), ask)
      if (accounts === null) return
      if (ask.json) printJson({ accounts })
      else print(accountTable(accounts, ask.language))
    })
}
