import { readFileSync } from 'node:fs'
import { openShippedIndexSets } from '../../src/office/index-sets.ts'
import type { MonthlyTable } from '../../src/core/table/monthly-table.ts'
import { readPublished } from '../../src/published/read/read.ts'

/** The November 2023 table as the project's sample holds it. */
export const sampleText = readFileSync(new URL('../../samples/bao-cao-thang-11-2023.txt', import.meta.url), 'utf8')

export const indexSets = await openShippedIndexSets()

export async function readMonthly(content: string | Uint8Array, name = 'bang.txt'): Promise<MonthlyTable> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const read = await readPublished(bytes, name, indexSets)
  if (!read.ok) throw new Error(JSON.stringify(read.failures))
  if (read.value.kind !== 'monthly') throw new Error('expected a monthly table')
  return read.value.table
}

/** One cell a line with a tab before it, rows parted by an empty line: how Word's text extraction leaves a table. */
export function asCells(text: string): string {
  return text
    .split('\n')
    .map((line) =>
      line.includes('\t')
        ? `${line
            .split('\t')
            .map((cell) => `\t${cell}`)
            .join('\n')}\n`
        : line,
    )
    .join('\n')
}

/** Every letter outside Latin-1 and a few more lost to "?", cells run together, lines broken after some words. */
export function damaged(text: string, width = 40): string {
  const lost = text.normalize('NFC').replaceAll(/(?![đĐưƯơƠ])[\u0100-\uFFFF]/g, '?')
  return lost
    .split('\n')
    .map((line) => broken(line.replaceAll('\t', ' ').trim(), width))
    .join('\n\n')
}

function broken(line: string, width: number): string {
  const lines: string[] = ['']
  for (const word of line.split(/ +/)) {
    const last = lines.at(-1) ?? ''
    if (last !== '' && last.length + word.length > width) lines.push(word)
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
  }
  return lines.join(' \n\n')
}
