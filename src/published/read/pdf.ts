import { Worker } from 'node:worker_threads'
import { Refusal } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import type { Block } from '../../file/blocks.ts'
import { guardedPdf } from './pdf-guard.ts'
import type { PdfAnswer } from './pdf-worker.ts'

/**
 * The text of a PDF: table rows where a table is ruled or has the headings of the monthly table, lines elsewhere. A few
 * bytes of PDF can keep the library busy for hours, and it cannot be interrupted, so it runs in a thread of its own
 * that is ended when a step takes too long or the memory runs out.
 */
export async function readPdf(bytes: Uint8Array): Promise<Block[]> {
  const worker = new Worker(new URL('./pdf-worker.ts', import.meta.url), {
    workerData: guardedPdf(bytes),
    resourceLimits: { maxOldGenerationSizeMb: limits.pdfHeapMegabytes, maxYoungGenerationSizeMb: 16 },
  })
  try {
    return await answerOf(worker)
  } finally {
    await worker.terminate()
  }
}

async function answerOf(worker: Worker): Promise<Block[]> {
  return new Promise((resolve, reject) => {
    const tooComplex = (): void => reject(new Refusal('pdf-too-complex'))
    // The clock starts with the first step: loading the library may take long on a slow disk, and is no one's attack.
    let timer: NodeJS.Timeout | undefined
    worker.on('message', (answer: PdfAnswer) => {
      clearTimeout(timer)
      if (answer.kind === 'blocks') resolve([...answer.blocks])
      else if (answer.kind === 'failure') reject(new Refusal(answer.code, answer.params, answer.place))
      else timer = setTimeout(tooComplex, limits.pdfStepMilliseconds)
    })
    worker.on('error', (error: Error & { code?: string }) => {
      clearTimeout(timer)
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') tooComplex()
      else reject(error)
    })
    worker.on('exit', () => {
      clearTimeout(timer)
      tooComplex()
    })
  })
}
