import { parentPort, workerData } from 'node:worker_threads'
import { getDocumentProxy, getResolvedPDFJS } from 'unpdf'
import { Refusal, type Failure } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import type { Block } from '../../file/blocks.ts'
import { pdfPage, type PdfPage } from './pdf-page.ts'
import { pdfBlocks } from './pdf-rows.ts'

/** What the thread says: a step is done and the clock starts anew, or the end. */
export type PdfAnswer =
  | { readonly kind: 'step' }
  | { readonly kind: 'blocks'; readonly blocks: readonly Block[] }
  | ({ readonly kind: 'failure' } & Failure)

type Say = (answer: PdfAnswer) => void

/** Runs in the thread that pdf.ts starts, on bytes that pdf-guard.ts has looked through. */
async function answer(bytes: Uint8Array, say: Say): Promise<void> {
  try {
    const pages = await readPages(bytes, say)
    if (pages.every((page) => page.glyphs.length === 0)) throw new Refusal('pdf-has-no-text')
    say({ kind: 'blocks', blocks: pdfBlocks(pages, () => say({ kind: 'step' })) })
  } catch (error) {
    say({ kind: 'failure', ...failureOf(error) })
  }
}

async function readPages(bytes: Uint8Array, say: Say): Promise<readonly PdfPage[]> {
  const { OPS } = await getResolvedPDFJS()
  say({ kind: 'step' })
  // No picture, font file or stylesheet of the host is needed to read text.
  const document = await getDocumentProxy(bytes, {
    maxImageSize: 0,
    useSystemFonts: false,
    enableXfa: false,
    stopAtErrors: false,
    verbosity: 0,
  })
  if (document.numPages > limits.pdfPages) throw new Refusal('too-many-pages', { limit: limits.pdfPages })
  const pages: PdfPage[] = []
  for (let number = 1; number <= document.numPages; number++) {
    say({ kind: 'step' })
    const page = await document.getPage(number)
    const operators = await page.getOperatorList({ annotationMode: 0 })
    pages.push(pdfPage(operators, OPS, page.getViewport({ scale: 1 }).transform))
    page.cleanup()
  }
  return pages
}

function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) return error.failure
  if (error instanceof Error && error.name === 'PasswordException') return new Refusal('format-encrypted').failure
  return new Refusal('format-damaged', { reason: error instanceof Error ? error.message : 'PDF' }).failure
}

if (parentPort && workerData instanceof Uint8Array) {
  const port = parentPort
  await answer(workerData, (message) => port.postMessage(message))
}
