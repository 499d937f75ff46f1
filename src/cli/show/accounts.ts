import type { Account } from '../../access/account.ts'
import { roleNames } from '../../core/rights/role.ts'
import type { Language, Words } from '../../core/words.ts'
import { textTable } from './text-table.ts'
import { say } from './words.ts'

const states = {
  open: { vi: '✓ đang dùng', en: '✓ in use' },
  disabled: { vi: '✗ đã khóa', en: '✗ disabled' },
} as const

function stateOf({ disabled }: Account): Words {
  return disabled ? states.disabled : states.open
}

/** One account in a line: what it is after a change. */
export function accountLine(account: Account, language: Language): string {
  const { login, name, role, unit } = account
  return `${login} · ${name} · ${say(roleNames[role], language)} · ${unit} · ${say(stateOf(account), language)}`
}

export function accountTable(accounts: readonly Account[], language: Language): string {
  const vi = language === 'vi'
  if (accounts.length === 0) return vi ? 'Chưa có tài khoản nào.' : 'There are no accounts.'
  const head = vi
    ? ['Tên đăng nhập', 'Họ tên', 'Vai trò', 'Đơn vị', 'Đăng nhập bằng', 'Tình trạng']
    : ['Login', 'Name', 'Role', 'Unit', 'Signs in by', 'State']
  const rows = accounts.map((account) => [
    account.login,
    account.name,
    say(roleNames[account.role], language),
    account.unit,
    account.identity === null ? (vi ? 'mật khẩu' : 'password') : account.identity.issuer,
    say(stateOf(account), language),
  ])
  return textTable(head, rows, { widths: [20, 0, 22, 12, 18, 14] })
}

/** A secret, which nobody can look up later. */
export function shownOnce(what: Words, secret: string, language: Language): string {
  return language === 'vi' ? `${what.vi}, chỉ hiện lần này: ${secret}` : `${what.en}, shown this once: ${secret}`
}
