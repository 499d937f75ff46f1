import { createHmac, hash } from 'node:crypto'
import type { Random } from './password.ts'

/** 256 random bits: nobody guesses them, so one round of SHA-256 is enough to keep them by. */
export function newSecret(random: Random): string {
  return Buffer.from(random(32)).toString('base64url')
}

/** What is kept of a secret. */
export function secretHash(secret: string): Uint8Array {
  return hash('sha256', secret, 'buffer')
}

/**
 * The CSRF token of a session follows from its secret: there is nothing more to keep, and who has only the CSRF token has
 * no way back to the secret.
 */
export function csrfOf(secret: string): string {
  return createHmac('sha256', secret).update('csrf').digest('base64url')
}
