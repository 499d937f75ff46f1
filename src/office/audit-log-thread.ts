import { Worker } from 'node:worker_threads'
import type { AuditHead } from '../access/audit.ts'
import type { Result } from '../core/failure.ts'

/** `verifyAudit` in a thread of its own, for a server: the log of some years takes seconds. Failures: those of it. */
export async function verifyAuditInThread(folder: string): Promise<Result<AuditHead>> {
  const worker = new Worker(new URL('./audit-log-worker.ts', import.meta.url), { workerData: folder })
  try {
    return await new Promise((resolve, reject) => {
      worker.on('message', (answer: Result<AuditHead>) => resolve(answer))
      worker.on('error', reject)
      worker.on('exit', () => reject(new Error('the thread ended without an answer')))
    })
  } finally {
    await worker.terminate()
  }
}
