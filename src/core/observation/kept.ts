import type { z } from 'zod'

/**
 * A body out of the ledger. Intake checked it by this schema before it was appended, and the ledger's hashes say that it is
 * the same still, so it is not looked at again: to check a dossier takes longer than to judge it. Only for schemas that
 * give back what they were given (`kept.test.ts`).
 */
export function kept<S extends z.ZodObject>(_schema: S, body: unknown): z.output<S> {
  if (!isKept<S>(body)) throw new TypeError(`no body: ${typeof body}`)
  return body
}

function isKept<S extends z.ZodObject>(body: unknown): body is z.output<S> {
  return typeof body === 'object' && body !== null
}
