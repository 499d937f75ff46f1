import { createHmac, createSecretKey } from 'node:crypto'

/**
 * What stands in the ledger in place of a personal value: HMAC-SHA-256 under a key that only the installation has, in
 * hexadecimal, cut to 128 bits. The same person has the same hash, and without the key no list of identity numbers finds
 * who it is.
 */
export type KeyedHash = {
  /** Of an identity number, whatever blanks, dots and case it is written with; null when there is none. */
  readonly person: (identityNumber: string) => string | null
  /** Of the path or address of a file; null when there is none. */
  readonly file: (path: string) => string | null
  /** Of a text where a code should be. */
  readonly text: (text: string) => string
}

const shortest = 32

/** `key`: at least 32 random bytes, kept with the installation; another key makes other persons of everybody. */
export function keyedHash(key: Uint8Array): KeyedHash {
  if (key.length < shortest) throw new RangeError(`a key of ${key.length} bytes; at least ${shortest}`)
  const secret = createSecretKey(key)
  const hash = (use: string, text: string): string =>
    createHmac('sha256', secret).update(`${use}:${text}`).digest('hex').slice(0, 32)
  const orNull = (use: string, text: string): string | null => (text === '' ? null : hash(use, text))
  return {
    person: (number) => orNull('person', number.toUpperCase().replaceAll(/[^\p{L}\p{N}]/gu, '')),
    file: (path) => orNull('file', path.trim()),
    text: (text) => hash('text', text),
  }
}
