import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { KeptSignOn } from '../access/oidc.ts'
import { addMilliseconds, type Instant, instant } from '../core/time/instant.ts'

/** Milliseconds in which someone has to come back from the single sign-on server. */
export const patience = 600_000

const shape = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  until: z.int().transform(instant),
})

const [ivBytes, tagBytes] = [12, 16]

/**
 * What a sign-in has to bring back, in a cookie that the browser can neither read nor make: a stranger who starts a million
 * sign-ins takes no memory here and pushes nobody's out. The key lives as long as the process.
 */
export class Kept {
  readonly #key: Uint8Array
  readonly #clock: () => Instant

  constructor(clock: () => Instant, secret: Uint8Array = randomBytes(32)) {
    this.#clock = clock
    this.#key = new Uint8Array(hkdfSync('sha256', secret, '', 'sign-on', 32))
  }

  seal(kept: KeptSignOn): string {
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv('aes-256-gcm', this.#key, iv)
    const text = JSON.stringify({ ...kept, until: addMilliseconds(this.#clock(), patience) })
    return Buffer.concat([iv, cipher.update(text), cipher.final(), cipher.getAuthTag()]).toString('base64url')
  }

  /** Null: not made here, changed, or too late. */
  open(sealed: string): KeptSignOn | null {
    const bytes = Buffer.from(sealed, 'base64url')
    if (bytes.length <= ivBytes + tagBytes) return null
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, ivBytes))
    decipher.setAuthTag(bytes.subarray(-tagBytes))
    try {
      const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()])
      const { until, ...kept } = shape.parse(JSON.parse(text.toString('utf8')))
      return this.#clock() <= until ? kept : null
    } catch {
      return null
    }
  }
}
