import type { Command } from 'commander'
import { atConsole } from '../access/author.ts'
import { accountRole } from '../office/access.ts'
import { failed } from '../core/failure.ts'
import { type Around, folderCommand, withAccess } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { accountLine } from './show/accounts.ts'

export function accountRoleCommand(around: Around): Command {
  return folderCommand('role', around)
    .description('đặt vai trò, đơn vị / set role and unit')
    .argument('<login>', 'tên đăng nhập / login name')
    .requiredOption('--role <role>', 'admin, analyst, leader, officer, viewer')
    .option('--unit <code>', 'đơn vị; mặc định giữ nguyên / unit; as before by default')
    .option('--json', 'in JSON / print JSON')
    .action(async (login: string, options: { data: string; role: string; unit?: string }, command: Command) => {
      const ask = asked(command)
      const role = valueOf(accountRole(options.role), ask)
      if (role === null) return
      const set = await withAccess(options.data, around, ({ access }) => {
        const standing = access.accounts.get(login)
        if (!standing.ok) return standing
        if (standing.value === null) return failed('account-unknown', { login })
        const unit = options.unit ?? standing.value.unit
        return access.accounts.setRole(atConsole, login, { role, unit })
      })
      const account = valueOf(set, ask)
      if (account === null) return
      if (ask.json) printJson({ account })
      else print(accountLine(account, ask.language))
    })
}
