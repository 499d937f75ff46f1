import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Access } from '../access/access.ts'
import { atConsole } from '../access/author.ts'
import { newPassword } from '../access/password.ts'
import type { Result } from '../core/failure.ts'
import type { AccountRole } from '../core/rights/role.ts'
import type { Instant } from '../core/time/instant.ts'
import { unit } from '../core/unit/unit.ts'
import { openFolderAccess } from './access.ts'
import type { Installation } from './installation.ts'

type SampleAccount = { readonly login: string; readonly role: AccountRole; readonly unit: string }

/** One of each kind that there is to try. */
const people: readonly SampleAccount[] = [
  { login: 'admin', role: 'admin', unit: 'H99' },
  { login: 'chuyenvien', role: 'analyst', unit: 'H99' },
  { login: 'lanhdao', role: 'leader', unit: 'H99' },
  { login: 'so-nnmt', role: 'officer', unit: 'H99.06' },
  { login: 'xa-loc-thanh', role: 'officer', unit: 'H99.50.07' },
  { login: 'nguoixem', role: 'viewer', unit: 'H99' },
]

/** With the name of its unit. */
export type SampleAccess = {
  readonly accounts: readonly (SampleAccount & { readonly unitName: string })[]
  /** One for all of them. */
  readonly password: string
  /** Of a source for the whole province. */
  readonly token: string
}

const keptShape = z.object({ password: z.string(), token: z.string() })

/**
 * Accounts and a token of the sample province, to be shown at every start. They are made up for each folder and lie beside
 * the sample in a file that only its owner reads: of a real province no password is kept anywhere. Where the file is gone,
 * the accounts get another password.
 */
export async function sampleAccess(installation: Installation, clock: () => Instant): Promise<Result<SampleAccess>> {
  const opened = openFolderAccess(installation.folder, clock)
  if (!opened.ok) return opened
  const { access } = opened.value
  try {
    const kept = await keptAccess(join(installation.folder, 'sample-access.json'), access)
    if (!kept.ok) return kept
    const accounts = people.map((person) => ({ ...person, unitName: nameOf(installation, person.unit) }))
    return { ok: true, value: { accounts, ...kept.value } }
  } finally {
    access.close()
  }
}

async function keptAccess(file: string, access: Access): Promise<Result<z.infer<typeof keptShape>>> {
  if (existsSync(file)) return { ok: true, value: keptShape.parse(JSON.parse(readFileSync(file, 'utf8'))) }
  const password = newPassword(randomBytes)
  for (const { login, role, unit: scope } of people) {
    const found = access.accounts.get(login)
    if (!found.ok) return found
    const made =
      found.value === null
        ? await access.accounts.add(atConsole, { login, name: `${login} (mẫu)`, role, unit: scope, password })
        : await access.accounts.setPassword(atConsole, login, password)
    if (!made.ok) return made
  }
  const issued = access.tokens.issue(atConsole, { source: 'thu', name: 'Gửi thử', unit: 'H99' })
  if (!issued.ok) return issued
  const { token } = issued.value
  writeFileSync(file, `${JSON.stringify({ password, token }, null, 2)}\n`, { mode: 0o600 })
  return { ok: true, value: { password, token } }
}

function nameOf({ ledger }: Installation, code: string): string {
  const record = ledger.record('unit', code)
  return record.ok && record.value !== null ? unit.parse(record.value.body).name : code
}
