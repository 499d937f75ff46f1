import { hash } from 'node:crypto'

/** What the first link of a chain is hung on. */
export const origin = '0'.repeat(64)

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  return hash('sha256', text)
}

/**
 * The next link: a row that is changed, moved, left out or put in breaks the chain at its place. The fields are written
 * as a JSON array, so that no two rows give the same text. The body comes in by its hash.
 */
export function link(previous: string, fields: readonly (string | number | null)[]): string {
  return sha256(previous + JSON.stringify(fields))
}
