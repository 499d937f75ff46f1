import { hash } from 'node:crypto'
import { z } from 'zod'
import { linkText } from '../core/chain.ts'
import { type RecordedAction, rights } from '../core/rights/rights.ts'
import { type Instant, instant } from '../core/time/instant.ts'
import type { Words } from '../core/words.ts'

/** What happens to accounts, sessions and tokens. */
const ownEvents = {
  'sign-in': { vi: 'đăng nhập', en: 'sign in' },
  'sign-out': { vi: 'đăng xuất', en: 'sign out' },
  'account-add': { vi: 'thêm tài khoản', en: 'add an account' },
  'account-password': { vi: 'đặt mật khẩu', en: 'set a password' },
  'account-role': { vi: 'đặt vai trò, đơn vị', en: 'set role and unit' },
  'account-disable': { vi: 'khóa tài khoản', en: 'disable an account' },
  'account-enable': { vi: 'mở khóa tài khoản', en: 'enable an account' },
  'account-delete': { vi: 'xóa tài khoản', en: 'delete an account' },
  'sessions-end': { vi: 'kết thúc mọi phiên', en: 'end all sessions' },
  'token-add': { vi: 'cấp mã truy cập', en: 'issue a token' },
  'token-revoke': { vi: 'thu hồi mã truy cập', en: 'revoke a token' },
  restore: { vi: 'khôi phục từ bản sao lưu', en: 'restore a backup' },
} as const satisfies Record<string, Words>

export type AuditEvent = keyof typeof ownEvents | RecordedAction

/** Also for events that an older or newer version wrote: those are shown by their code. */
export function eventWords(event: string): Words {
  const words: Readonly<Record<string, Words>> = { ...rights, ...ownEvents }
  return words[event] ?? { vi: event, en: event }
}

/**
 * Who did it. `console`: someone with the rights of the operating system, at the command line. `sign-on`: the single
 * sign-on server, whose claims make and change accounts. `nobody`: a sign-in that failed under no known name; what was
 * typed is not kept, since it may be a password.
 */
export type Actor =
  | { readonly kind: 'account'; readonly id: number; readonly name: string }
  | { readonly kind: 'source'; readonly id: number; readonly name: string }
  | { readonly kind: 'sign-on' | 'console' | 'nobody' }

export type AuditEntry = {
  readonly actor: Actor
  readonly event: AuditEvent
  /** The unit that it is about, where it is about one. */
  readonly unit?: string
  readonly outcome: 'done' | 'refused'
  /** Network address of the client. */
  readonly address?: string
  /** Rows, period, file name, the account that was changed: never contents, never a secret. */
  readonly detail?: Readonly<Record<string, string | number>>
}

/** A row of the table, looked at. */
export const entryRow = z.object({
  number: z.int(),
  at: z.int().transform(instant),
  actor: z.enum(['account', 'source', 'sign-on', 'console', 'nobody']),
  actor_id: z.int().nullable(),
  actor_name: z.string().nullable(),
  event: z.string(),
  unit: z.string().nullable(),
  outcome: z.enum(['done', 'refused']),
  address: z.string().nullable(),
  detail: z.string(),
  chain: z.instanceof(Uint8Array),
})

export type EntryRow = z.infer<typeof entryRow>

/** An entry as it is read back. */
export type StoredEntry = {
  readonly number: number
  readonly at: Instant
  readonly actor: EntryRow['actor']
  readonly actorId: number | null
  readonly actorName: string | null
  readonly event: string
  readonly unit: string | null
  readonly outcome: AuditEntry['outcome']
  readonly address: string | null
  readonly detail: unknown
}

export function storedEntry(row: EntryRow): StoredEntry {
  const { number, at, actor, actor_id: actorId, actor_name: actorName, event, unit, outcome, address, detail } = row
  return { number, at, actor, actorId, actorName, event, unit, outcome, address, detail: parsedOrText(detail) }
}

/** Damaged text is shown as it is; that it was changed is for `verifyAudit` to say. */
function parsedOrText(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return text
  }
}

/** The link of an entry, as hexadecimal digits. */
export function entryLink(previous: string, entry: Omit<EntryRow, 'chain'>): string {
  const { number, at, actor, actor_id: id, actor_name: name, event, unit, outcome, address, detail } = entry
  return hash('sha256', linkText(previous, [number, at, actor, id, name, event, unit, outcome, address, detail]))
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
