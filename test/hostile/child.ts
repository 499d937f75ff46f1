import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { docx, paragraph, textCell, xlsx } from './office.ts'
import { onePage, text } from './pdf.ts'

const measured = z.object({
  result: z.looseObject({ code: z.string().optional(), blocks: z.number().optional() }),
  milliseconds: z.number(),
  megabytes: z.number(),
})
export type Measured = z.infer<typeof measured>

const script = fileURLToPath(new URL('./measure.ts', import.meta.url))

/** Reads a file in a process of its own: only there is its memory its own. */
export async function readInChild(name: string, bytes: Uint8Array): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), 'chiso-hostile-'))
  try {
    const path = join(folder, name)
    await writeFile(path, bytes)
    const { stdout } = await promisify(execFile)(process.execPath, [script, path])
    return measured.parse(JSON.parse(stdout))
  } finally {
    await rm(folder, { recursive: true })
  }
}

const goodFiles: Readonly<Record<string, () => Uint8Array>> = {
  '.docx': () => docx(paragraph('Báo cáo')),
  '.xlsx': () => xlsx(`<row r="1">${textCell('A1', 'Báo cáo')}</row>`),
  '.pdf': () => onePage(text),
  '.txt': () => Buffer.from('Báo cáo\n'),
}
const baselines = new Map<string, Promise<Measured>>()

/** Peak memory of a process that reads a small good file of the same format, in megabytes. */
export async function baseline(name: string): Promise<number> {
  const extension = extname(name)
  const known =
    baselines.get(extension) ?? readInChild(`good${extension}`, goodFiles[extension]?.() ?? new Uint8Array())
  baselines.set(extension, known)
  return (await known).megabytes
}
