import { limits } from '../core/limits.ts'
import type { Instant } from '../core/time/instant.ts'

/** How many failures are free, and how long the wait may become. */
type Policy = { readonly free: number; readonly longest: number }

const second = 1000
const minute = 60 * second

/** Behind one address there may be a whole office; a login name is one person. */
const policies = { login: { free: 5, longest: 15 * minute }, address: { free: 30, longest: 15 * minute } } as const
const forgotten = 24 * 60 * minute

type Tries = { readonly failures: number; readonly last: Instant }

/** An attempt that has been let through. It counts as failed until it is said to have succeeded. */
export type Attempt = { succeeded(): void }

/**
 * Slows down guessing: after some failures each further one doubles the wait, by login name and by address. In memory,
 * bounded, forgotten with the process. Names that do not exist are slowed down like those that do.
 */
export class Throttle {
  readonly #clock: () => Instant
  /** In the order of the last failure. */
  readonly #tries = new Map<string, Tries>()

  constructor(clock: () => Instant) {
    this.#clock = clock
  }

  /**
   * The attempt, or the seconds to wait. It is counted before the password is checked: a hundred attempts at once are a
   * hundred attempts. One that has to wait is not counted.
   */
  begin(login: string, address: string | null): Attempt | { readonly seconds: number } {
    const now = this.#clock()
    const keys: (readonly [string, Policy])[] = [[`login ${login}`, policies.login]]
    if (address !== null) keys.push([`address ${address}`, policies.address])
    const wait = Math.max(...keys.map(([key, policy]) => this.#wait(key, policy, now)))
    if (wait > 0) return { seconds: Math.ceil(wait / second) }
    for (const [key] of keys) this.#add(key, 1, now)
    return {
      succeeded: () => {
        this.#tries.delete(`login ${login}`)
        // Of the address only this attempt is taken back: an own account must not wash it clean.
        if (address !== null) this.#add(`address ${address}`, -1, now)
      },
    }
  }

  #wait(key: string, { free, longest }: Policy, now: Instant): number {
    const { failures, last } = this.#standing(key, now)
    if (failures < free) return 0
    return last + Math.min(longest, second * 2 ** Math.min(failures - free, 30)) - now
  }

  #standing(key: string, now: Instant): Tries {
    const tries = this.#tries.get(key)
    return tries === undefined || now - tries.last > forgotten ? { failures: 0, last: now } : tries
  }

  #add(key: string, change: 1 | -1, now: Instant): void {
    const { failures, last } = this.#standing(key, now)
    this.#tries.delete(key)
    if (failures + change > 0) this.#tries.set(key, { failures: failures + change, last: change === 1 ? now : last })
    if (this.#tries.size <= limits.throttledKeys) return
    const [oldest] = this.#tries.keys()
    if (oldest !== undefined) this.#tries.delete(oldest)
  }
}
