import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { atConsole } from '../access/author.ts'
import { newPassword } from '../access/password.ts'
import type { Result } from '../core/failure.ts'
import { accountRole } from '../office/access.ts'
import { type Around, folderCommand, withAccess } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { secretFromInput, secretOption } from './secret-input.ts'
import { accountLine, shownOnce } from './show/accounts.ts'

type Options = { data: string; name?: string; role: string; unit?: string; stdin?: true }

export function accountAdd(around: Around): Command {
  return folderCommand('add', around)
    .description('thêm tài khoản / add an account')
    .argument('<login>', 'tên đăng nhập / login name')
    .option('--name <text>', 'họ tên / name of the person')
    .requiredOption('--role <role>', 'admin, analyst, leader, officer, viewer')
    .option('--unit <code>', 'đơn vị; mặc định là tỉnh / unit; the province by default')
    .option(...secretOption)
    .option('--json', 'in JSON / print JSON')
    .action(async (login: string, options: Options, command: Command) => {
      const ask = asked(command)
      const role = valueOf(accountRole(options.role), ask)
      const password = role === null ? null : valueOf(await chosenPassword(options.stdin === true), ask)
      if (role === null || password === null) return
      const added = await withAccess(options.data, around, ({ access, root }) => {
        const { name = login, unit = root ?? '' } = options
        return access.accounts.add(atConsole, { login, name, role, unit, password })
      })
      const account = valueOf(added, ask)
      if (account === null) return
      const made = options.stdin === true ? {} : { password }
      if (ask.json) return printJson({ account, ...made })
      print(accountLine(account, ask.language))
      if (options.stdin !== true) print(shownOnce({ vi: 'Mật khẩu', en: 'Password' }, password, ask.language))
    })
}

/** From standard input, or made up. */
export async function chosenPassword(isGiven: boolean): Promise<Result<string>> {
  return isGiven ? secretFromInput() : { ok: true, value: newPassword(randomBytes) }
}
