import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import type { Result } from '../core/failure.ts'
import type { Finding } from '../published/audit/catalogue.ts'
import type { Published } from '../published/published.ts'
import { auditPublished, writePublished } from './published.ts'

export const auditWork = z.object({
  path: z.string(),
  indexSet: z.string().optional(),
  /** Writes the form as Word as well. */
  word: z.object({ to: z.string(), annex: z.boolean() }).optional(),
})
export type AuditWork = z.infer<typeof auditWork>

/** What an audit has found, as it goes from one thread to another. */
export type AuditAnswer = {
  readonly published: Published
  /** The id of the set that points were held against. */
  readonly indexSet: string | null
  readonly findings: readonly Finding[]
}

/** Runs in the thread that audit-thread.ts starts. */
async function answer({ path, indexSet, word }: AuditWork): Promise<Result<AuditAnswer>> {
  const options = indexSet === undefined ? {} : { indexSet }
  const audited =
    word === undefined
      ? await auditPublished(path, indexSet)
      : await writePublished(path, word.to, { annex: word.annex, ...options })
  if (!audited.ok) return audited
  const { published, indexSet: chosen, findings } = audited.value
  return { ok: true, value: { published, indexSet: chosen?.id ?? null, findings } }
}

const port = parentPort
if (port !== null) port.postMessage(await answer(auditWork.parse(workerData)), [])
