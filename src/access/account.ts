import { z } from 'zod'
import { Refusal } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { type AccountRole, accountRoles } from '../core/rights/role.ts'
import { type Instant, instant } from '../core/time/instant.ts'
import { unitCode } from '../core/unit/code.ts'
import { rowOf } from './door.ts'

/** Who a person is at the single sign-on server: the two together are unique for ever, a name or mail address is not. */
export type Identity = { readonly issuer: string; readonly subject: string }

export type Account = {
  readonly id: number
  readonly login: string
  readonly name: string
  readonly role: AccountRole
  /** The account's scope: this unit and everything below it. */
  readonly unit: string
  readonly disabled: boolean
  /** Null: a local account, with a password. */
  readonly identity: Identity | null
  readonly created: Instant
}

/** With what is kept of the password. Stays in this room. */
export type KeptAccount = Account & { readonly password: string | null }

const shape = z.object({
  id: z.int(),
  login: z.string(),
  name: z.string(),
  role: z.enum(accountRoles),
  unit: z.string(),
  disabled: z.int().transform((value) => value !== 0),
  password: z.string().nullable(),
  issuer: z.string().nullable(),
  subject: z.string().nullable(),
  created: z.int().transform(instant),
})

export function keptAccount(row: unknown): KeptAccount {
  const { issuer, subject, ...rest } = rowOf(shape, row)
  return { ...rest, identity: issuer === null || subject === null ? null : { issuer, subject } }
}

/** Without what is kept of the password. */
export function accountOf({ id, login, name, role, unit, disabled, identity, created }: KeptAccount): Account {
  return { id, login, name, role, unit, disabled, identity, created }
}

const loginShape = new RegExp(String.raw`^[a-z0-9][a-z0-9._@-]{1,${limits.loginCharacters - 1}}$`)

/** Names that differ only in capitals are one name. */
export function foldedLogin(login: string): string {
  return login.trim().toLowerCase()
}

/** Failure: login-invalid. */
export function checkedLogin(login: string): string {
  const folded = foldedLogin(login)
  if (!loginShape.test(folded))
    throw new Refusal('login-invalid', { login: login.slice(0, 80), limit: limits.loginCharacters })
  return folded
}

const printable = new RegExp(String.raw`^[^\p{Cc}\p{Cs}]{1,${limits.nameCharacters}}$`, 'u')

/** Failure: name-invalid. */
export function checkedName(name: string): string {
  const trimmed = name.trim().normalize('NFC')
  if (!printable.test(trimmed)) throw new Refusal('name-invalid', { limit: limits.nameCharacters })
  return trimmed
}

/** Whether there is such a unit is for the list of units to say. Failure: unit-code-invalid. */
export function checkedUnit(code: string): string {
  const unit = unitCode(code)
  if (!/^[A-Z0-9][A-Z0-9.]{0,39}$/i.test(unit)) throw new Refusal('unit-code-invalid', { unit: code.slice(0, 80) })
  return unit
}
