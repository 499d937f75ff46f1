import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '../../core/limits.ts'
import { collect, fileOf } from '../fixtures/files.ts'
import { csvRows } from './csv.ts'
import { CsvRecords } from './csv-records.ts'
import { csvLine } from '../../core/table/sheet-text.ts'

const rows = async (text: string, chunk?: number) =>
  (await collect(csvRows(fileOf('a.csv', text, chunk).bytes()))).map(({ number, cells }) => [number, ...cells])

describe('records', () => {
  test.each<[string, string, readonly (readonly (string | number)[])[]]>([
    [
      'cells and rows',
      'a,b\nc,d\n',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'no last line end',
      'a,b\nc,d',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    ],
    [
      'line ends of all kinds',
      'a,b\r\nc,d\re,f\n\ng,h',
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
        [3, 'e', 'f'],
        [5, 'g', 'h'],
      ],
    ],
    [
      'quotes',
      '"a,b","c""d"\n"e\nf",g\nh,i',
      [
        [1, 'a,b', 'c"d'],
        [2, 'e f', 'g'],
        [4, 'h', 'i'],
      ],
    ],
    [
      'quotes that are text',
      'a "b",c"\n"d"e,f',
      [
        [1, 'a "b"', 'c"'],
        [2, 'de', 'f'],
      ],
    ],
    [
      'empty cells',
      ',\n"",\n,,a',
      [
        [1, '', ''],
        [2, '', ''],
        [3, '', '', 'a'],
      ],
    ],
    [
      'semicolons',
      'a;b,c;d\ne;f;g',
      [
        [1, 'a', 'b,c', 'd'],
        [2, 'e', 'f', 'g'],
      ],
    ],
    ['tabs', 'a\tb,c\td\n', [[1, 'a', 'b,c', 'd']]],
  ])('%s', async (_, text, expected) => {
    expect(await rows(text)).toEqual(expected)
  })

  test('what is written is read, however it is cut into chunks', async () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', 'b', '"', ',', ';', '\t', ' ', 'é') })
      .map((text) => text.trim().replaceAll(/\s+/g, ' '))
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (lines, chunk) => {
        const records = new CsvRecords(',')
        const text = lines.map(csvLine).join('')
        const found = []
        for (let at = 0; at < text.length; at += chunk) found.push(...records.push(text.slice(at, at + chunk)))
        expect(found.map(({ cells }) => cells)).toEqual(lines)
        expect(records.end()).toEqual({ last: null, isOpen: false })
      }),
    )
  })
})

test.each([
  ['open quotes', 'a,b\nc,"d'],
  ['a short last row', 'a,b\nc,d\ne'],
])('a file that breaks off: %s', async (_, text) => {
  await expect(rows(text)).rejects.toThrow('file-truncated')
})

test('a row at the limit is read; above it comes without cells, and the next one is read', async () => {
  const large = 'x'.repeat(limits.intakeRowBytes - 1)
  const read = async (first: string) => collect(csvRows(fileOf('a.csv', `${first},y\na,b\n`).bytes()))
  expect((await read(large)).map(({ cells }) => cells.length)).toEqual([2, 2])
  expect(await read(`${large}xx`)).toMatchObject([
    { isTooLarge: true, cells: [] },
    { number: 2, cells: ['a', 'b'] },
  ])
  expect(await read(','.repeat(limits.rowCells))).toMatchObject([{ isTooLarge: true }, { cells: ['a', 'b'] }])
})
