import { array, assert, asyncProperty, integer, nat, option, tuple, uint8Array, type Arbitrary } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '../../src/core/failure.ts'
import { readDocx } from '../../src/published/read/docx.ts'
import { readPdf } from '../../src/published/read/pdf.ts'
import { sniff } from '../../src/file/sniff.ts'
import { decodeText } from '../../src/file/text-bytes.ts'
import { readXlsx } from '../../src/file/xlsx.ts'
import { docx, paragraph, textCell, wordTable, xlsx } from './office.ts'
import { onePage, text } from './pdf.ts'

/** Whatever the bytes, a reader answers with blocks or a Refusal. The seed is fixed, so a failure can be had again. */
const seed = 766

async function failureOf(read: () => unknown): Promise<unknown> {
  try {
    await read()
    return undefined
  } catch (error) {
    return error instanceof Refusal ? undefined : error
  }
}

/** A good file with some bytes changed and perhaps its end cut off. */
function spoiled(good: Uint8Array): Arbitrary<Uint8Array> {
  const change = tuple(nat(good.length - 1), integer({ min: 0, max: 255 }))
  return tuple(array(change, { maxLength: 8 }), option(nat(good.length), { freq: 4 })).map(([changes, end]) => {
    const bytes = good.slice()
    for (const [at, byte] of changes) bytes[at] = byte
    return bytes.subarray(0, end ?? undefined)
  })
}

const wordBody = paragraph('Báo cáo') + wordTable([['1', 'Tỷ lệ hồ sơ', '49,22%']])
const sheetData = `<row r="1">${textCell('A1', 'Tỷ lệ')}<c r="B1" t="n"><v>0.4922</v></c></row>`
const anyBytes = uint8Array({ maxLength: 2000 })

/** Spoiled before it is packed, so that the checksum is right. */
function spoiledXml(xml: string, pack: (xml: string) => Uint8Array): Arbitrary<Uint8Array> {
  return spoiled(Buffer.from(xml)).map((bytes) => pack(Buffer.from(bytes).toString()))
}

const readers: readonly (readonly [string, (bytes: Uint8Array) => unknown, Arbitrary<Uint8Array>, number])[] = [
  ['sniff, random', (bytes) => sniff(bytes, 'a.docx'), anyBytes, 1000],
  ['text, random', decodeText, anyBytes, 1000],
  ['docx, random', readDocx, anyBytes, 500],
  ['docx, spoiled', readDocx, spoiled(docx(wordBody)), 1000],
  ['docx, spoiled XML', readDocx, spoiledXml(wordBody, docx), 1000],
  ['xlsx, random', readXlsx, anyBytes, 500],
  ['xlsx, spoiled', readXlsx, spoiled(xlsx(sheetData)), 1000],
  ['xlsx, spoiled XML', readXlsx, spoiledXml(sheetData, xlsx), 1000],
  ['pdf, random', readPdf, anyBytes, 15],
  ['pdf, spoiled', readPdf, spoiled(onePage(text)), 25],
]

describe('random bytes are read or refused', () => {
  test.each(readers)('%s', async (_, read, bytes, numRuns) => {
    let runs = 0
    const property = asyncProperty(bytes, async (input) => {
      runs++
      expect(await failureOf(() => read(input))).toBeUndefined()
    })
    await assert(property, { seed, numRuns })
    expect(runs).toBe(numRuns)
  })
})
