import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { verifyAudit } from '../access/audit-verify.ts'

/** Runs in the thread that audit-log-thread.ts starts. */
parentPort?.postMessage(verifyAudit(z.string().parse(workerData)), [])
