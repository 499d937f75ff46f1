/** What the first link of a hash chain is hung on. */
export const origin = '0'.repeat(64)

/**
 * The text whose hash is the next link of a chain: a row that is changed, moved, left out or put in breaks the chain at
 * its place. The fields are written as a JSON array, so that no two rows give the same text. Long texts come in by their
 * hash.
 */
export function linkText(previous: string, fields: readonly (string | number | null)[]): string {
  return previous + JSON.stringify(fields)
}
