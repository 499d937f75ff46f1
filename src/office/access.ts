import { type Access, openAccess } from '../access/access.ts'
import type { SessionLimits } from '../access/sessions.ts'
import { failed, type Result } from '../core/failure.ts'
import { type AccountRole, accountRoles } from '../core/rights/role.ts'
import type { Instant } from '../core/time/instant.ts'
import { readBeside } from '../ledger/view.ts'
import { readSettings } from './installation.ts'
import { topOf } from './units.ts'

/** The accounts of a data folder, open. */
export type FolderAccess = {
  readonly access: Access
  /** The province whose folder it is: the unit of what is about no unit. Null where neither `init` nor a list has told one. */
  readonly root: string | null
}

/** Beside a running server, too. Failures: data-folder-missing, data-folder-damaged, the ledger's, openAccess's. */
export function openFolderAccess(folder: string, clock: () => Instant, sessions?: SessionLimits): Result<FolderAccess> {
  const data = readSettings(folder)
  if (!data.ok) return data
  const settings = data.value
  const root: Result<string | null> =
    settings.unit === null
      ? readBeside(folder, (ledger) => topOf({ ledger, settings }))
      : { ok: true, value: settings.unit }
  if (!root.ok) return root
  const access = openAccess(folder, { clock, sessions, root: root.value })
  return access.ok ? { ok: true, value: { access: access.value, root: root.value } } : access
}

/** Failure: role-unknown. */
export function accountRole(text: string): Result<AccountRole> {
  const role = accountRoles.find((name) => name === text)
  if (role !== undefined) return { ok: true, value: role }
  return failed('role-unknown', { role: text.slice(0, 40), known: accountRoles.join(', ') })
}
