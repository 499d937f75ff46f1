import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Access, openAccess } from '../access/access.ts'
import { oidcShape, SignOn } from '../access/oidc.ts'
import { usualSessionLimits } from '../access/sessions.ts'
import { failed, type Result } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { problemWords } from '../core/problem.ts'
import { type AccountRole, accountRoles } from '../core/rights/role.ts'
import type { Instant } from '../core/time/instant.ts'
import { readJsonFile } from './files.ts'
import { readSettings } from './installation.ts'

/**
 * `access.json` of the data folder, where there is one. It may hold the secret of the single sign-on server, so it is a
 * file of its own, which only the folder's owner need be able to read.
 */
const settingsShape = z.strictObject({
  sessions: z
    .strictObject({
      idleMinutes: z.int().min(1).max(1440).default(usualSessionLimits.idleMinutes),
      hours: z.int().min(1).max(168).default(usualSessionLimits.hours),
    })
    .optional(),
  oidc: oidcShape.optional(),
})

/** The accounts of a data folder, open, with what its settings say. */
export type FolderAccess = {
  readonly access: Access
  /** The province whose folder it is: the unit of what is about no unit. Null where `init` was told none. */
  readonly root: string | null
  /** Null where there is no single sign-on. */
  readonly signOn: SignOn | null
}

/** Beside a running server, too. Failures: data-folder-missing, data-folder-damaged, access-settings, openAccess's. */
export async function openFolderAccess(folder: string, clock: () => Instant): Promise<Result<FolderAccess>> {
  const data = readSettings(folder)
  if (!data.ok) return data
  const settings = await accessSettings(join(folder, 'access.json'))
  if (!settings.ok) return settings
  const { sessions, oidc } = settings.value
  const access = openAccess(folder, { clock, sessions })
  if (!access.ok) return access
  const signOn = oidc === undefined ? null : new SignOn(oidc)
  return { ok: true, value: { access: access.value, root: data.value.unit, signOn } }
}

async function accessSettings(path: string): Promise<Result<z.infer<typeof settingsShape>>> {
  if (!existsSync(path)) return { ok: true, value: {} }
  const json = await readJsonFile(path, limits.textFileBytes)
  if (!json.ok) return json
  const parsed = settingsShape.safeParse(json.value, { reportInput: true })
  if (parsed.success) return { ok: true, value: parsed.data }
  const [problem] = parsed.error.issues
  const field = problem?.path.join('.') || '.'
  const reason = problem === undefined ? '?' : problemWords(problem)
  return failed('access-settings', { field, reason }, { file: path })
}

/** Failure: role-unknown. */
export function accountRole(text: string): Result<AccountRole> {
  const role = accountRoles.find((name) => name === text)
  if (role !== undefined) return { ok: true, value: role }
  return failed('role-unknown', { role: text.slice(0, 40), known: accountRoles.join(', ') })
}
