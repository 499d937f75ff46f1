import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { normalPassword } from './password-rules.ts'

export type Random = (bytes: number) => Uint8Array

/** What scrypt is asked for: 2^logN blocks of r × 128 bytes, p times. */
export type Cost = { readonly logN: number; readonly r: number; readonly p: number }

/** 32 MB and about 0.2 s: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html */
export const usualCost: Cost = { logN: 15, r: 8, p: 3 }

export type Derive = (password: string, salt: Uint8Array, cost: Cost) => Promise<Uint8Array>

const keyBytes = 32
const saltBytes = 16

/** In a thread of its own. */
export const derive: Derive = (password, salt, { logN, r, p }) => {
  const N = 2 ** logN
  const options = { N, r, p, maxmem: 128 * N * r * 2 }
  return new Promise((resolve, reject) => {
    scrypt(password, salt, keyBytes, options, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}

type Hash = { readonly cost: Cost; readonly salt: Uint8Array; readonly key: Uint8Array }

/** Makes and checks what is kept of a password. The parameters stand with each, so that they can be raised later. */
export class Passwords {
  readonly #derive: Derive
  readonly #cost: Cost
  readonly #random: Random
  #checking = 0
  readonly #waiting: (() => void)[] = []

  constructor({ derive: make = derive, cost = usualCost, random = randomBytes }: PasswordOptions) {
    this.#derive = make
    this.#cost = cost
    this.#random = random
  }

  async hash(password: string): Promise<string> {
    const salt = this.#random(saltBytes)
    const key = await this.#inTurn(() => this.#derive(normalPassword(password), salt, this.#cost))
    return textOf({ cost: this.#cost, salt, key })
  }

  /**
   * Null: there is no such account, or none with a password. The same work is done then, against a key that no password
   * has, so that nobody learns from the time which login names there are. Failure: sign-in-throttled, when too many wait.
   */
  async matches(password: string, stored: string | null): Promise<boolean> {
    const { cost, salt, key } = stored === null ? this.#nobody() : hashOf(stored)
    const found = await this.#inTurn(() => this.#derive(normalPassword(password), salt, cost))
    return timingSafeEqual(found, key) && stored !== null
  }

  /** Whether it was made with other parameters than are used now. */
  isOld(stored: string): boolean {
    const { logN, r, p } = hashOf(stored).cost
    return logN !== this.#cost.logN || r !== this.#cost.r || p !== this.#cost.p
  }

  #nobody(): Hash {
    return { cost: this.#cost, salt: this.#random(saltBytes), key: this.#random(keyBytes) }
  }

  /** A few at a time: a flood of sign-ins must take neither all memory nor all threads. */
  async #inTurn<T>(run: () => Promise<T>): Promise<T> {
    if (this.#checking < limits.passwordChecks) this.#checking++
    else {
      if (this.#waiting.length >= limits.passwordQueue) throw new Refusal('sign-in-throttled', { seconds: 10 })
      await new Promise<void>((resolve) => this.#waiting.push(resolve)) // the place is handed on, not given back
    }
    try {
      return await run()
    } finally {
      const next = this.#waiting.shift()
      if (next === undefined) this.#checking--
      else next()
    }
  }
}

export type PasswordOptions = {
  readonly derive?: Derive | undefined
  readonly cost?: Cost | undefined
  readonly random?: Random | undefined
}

function textOf({ cost, salt, key }: Hash): string {
  const bytes = [salt, key].map((item) => Buffer.from(item).toString('base64url'))
  return ['scrypt', cost.logN, cost.r, cost.p, ...bytes].join('$')
}

/** Bounded: a damaged row must not ask for 2^99 blocks. Failure: access-unreadable. */
const shape = /^scrypt\$(1?\d|2[0-2])\$(\d{1,2})\$(\d{1,2})\$([\w-]{22})\$([\w-]{43})$/

function hashOf(stored: string): Hash {
  const found = shape.exec(stored)
  if (found === null) throw new Refusal('access-unreadable', { reason: 'column password' })
  const [, logN, r, p, salt = '', key = ''] = found
  return {
    cost: { logN: Number(logN), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    key: Buffer.from(key, 'base64url'),
  }
}

/** 32 signs that are not mistaken for each other, so that one fits five bits. */
const alphabet = '23456789abcdefghijkmnpqrstuvwxyz'

/** 100 random bits to be read out and typed: `k7f2m-…`, four groups of five. */
export function newPassword(random: Random): string {
  const signs = [...random(20)].map((byte) => alphabet[byte & 31] ?? '')
  return [0, 5, 10, 15].map((start) => signs.slice(start, start + 5).join('')).join('-')
}
