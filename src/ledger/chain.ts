import { hash } from 'node:crypto'
import { linkText } from '../core/chain.ts'

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  return hash('sha256', text)
}

/** The next link of a chain of rows. The body comes in by its hash. */
export function link(previous: string, fields: readonly (string | number | null)[]): string {
  return sha256(linkText(previous, fields))
}
