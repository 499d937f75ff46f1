import { onTestFinished } from 'vitest'
import { type Access, type AccessOptions, openAccess } from '../../src/access/access.ts'
import type { NewAccount } from '../../src/access/accounts.ts'
import { atConsole } from '../../src/access/author.ts'
import type { Cost } from '../../src/access/password.ts'
import { addMilliseconds, type Instant, instant } from '../../src/core/time/instant.ts'
import { scratchFolder, valueOf } from '../crash/scratch.ts'

/** As weak as scrypt can be, so that tests do not wait for it. */
export const quick: Cost = { logN: 4, r: 8, p: 1 }

export const console = atConsole
export const here = { address: '10.0.0.7' }
export const password = 'con trâu đi trước cái cày'

/** A clock that goes on only when told. */
export type Clock = (() => Instant) & { forward(milliseconds: number): void }

export function stoppedClock(): Clock {
  let now = instant(Date.UTC(2026, 10, 26))
  const forward = (milliseconds: number) => {
    now = addMilliseconds(now, milliseconds)
  }
  return Object.assign(() => now, { forward })
}

export type Scratch = { readonly access: Access; readonly folder: string; readonly clock: Clock }

/** Accounts in a folder that is gone when the test is. */
export function scratchAccess(options: Partial<AccessOptions> = {}, folder = scratchFolder()): Scratch {
  const clock = stoppedClock()
  const access = valueOf(openAccess(folder, { clock, cost: quick, ...options }))
  onTestFinished(() => access.close())
  return { access, folder, clock }
}

/** The administrator everybody starts with, and an officer of one unit. */
export async function withPeople(scratch: Scratch = scratchAccess()): Promise<Scratch> {
  const { accounts } = scratch.access
  const people: readonly Pick<NewAccount, 'login' | 'role' | 'unit'>[] = [
    { login: 'quan.tri', role: 'admin', unit: 'H99' },
    { login: 'lan', role: 'officer', unit: 'H99.07' },
  ]
  for (const person of people) valueOf(await accounts.add(console, { ...person, name: 'Trần Thị Lan', password }))
  return scratch
}
