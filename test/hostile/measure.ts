import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Refusal } from '../../src/core/failure.ts'
import type { Block } from '../../src/file/blocks.ts'
import { readDocx } from '../../src/published/read/docx.ts'
import { readPdf } from '../../src/published/read/pdf.ts'
import { sniff } from '../../src/file/sniff.ts'
import { decodeText } from '../../src/file/text-bytes.ts'
import { textBlocks } from '../../src/published/read/text.ts'
import { readXlsx } from '../../src/file/xlsx.ts'

/** Run in a process of its own by child.ts: reads one file and prints what came of it, the time and the memory. */

async function read(bytes: Uint8Array, name: string): Promise<readonly Block[]> {
  const format = sniff(bytes, name)
  if (format === 'docx') return readDocx(bytes)
  if (format === 'xlsx') return readXlsx(bytes)
  if (format === 'pdf') return readPdf(bytes)
  return textBlocks(decodeText(bytes))
}

async function outcome(bytes: Uint8Array, name: string): Promise<object> {
  try {
    const blocks = await read(bytes, name)
    return { blocks: blocks.length, first: blocks[0] }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.failure
  }
}

const path = process.argv[2] ?? ''
const bytes = new Uint8Array(readFileSync(path))
const start = performance.now()
const result = await outcome(bytes, basename(path))
const milliseconds = performance.now() - start
const megabytes = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ result, milliseconds, megabytes }))
