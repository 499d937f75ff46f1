import { Worker } from 'node:worker_threads'
import { failed, type Result } from '../core/failure.ts'
import type { AuditAnswer, AuditWork } from './audit-worker.ts'

/** Memory of the thread, in megabytes: the largest file within the limits takes half of it. */
const megabytes = 768

/**
 * `auditPublished` in a thread of its own, for a server: a file within its limits can keep a processor busy for seconds.
 * Failures: answer-timeout, those of auditPublished.
 */
export async function auditInThread(work: AuditWork, seconds: number): Promise<Result<AuditAnswer>> {
  const worker = new Worker(new URL('./audit-worker.ts', import.meta.url), {
    workerData: work,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve, reject) => {
      const tooLong = () => resolve(failed('answer-timeout', { seconds }))
      timer = setTimeout(tooLong, seconds * 1000)
      worker.on('message', (answer: Result<AuditAnswer>) => resolve(answer))
      worker.on('error', (error: Error & { code?: string }) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooLong() : reject(error),
      )
      worker.on('exit', tooLong)
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
