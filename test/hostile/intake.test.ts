import { execFile } from 'node:child_process'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { limits } from '../../src/core/limits.ts'
import { envelope, hoSo } from '../../src/intake/fixtures/files.ts'
import { templates } from '../../src/intake/template/columns.ts'
import { columnName, textCell, xlsx } from './office.ts'
import { bombEntry, entry } from './zip.ts'

/** Files of data that are large or broken on purpose: each is read in memory that does not grow with it. */

/** A process that has loaded everything has 120; the rest is what the engine lets lie until it collects it. */
const allowedMegabytes = 300
/** A workbook is tried as a whole first, and its shared texts stay: one of a million rows took 343. */
const allowedForWorkbooks = 450
const measured = z.object({ result: z.record(z.string(), z.number()), megabytes: z.number() })
const script = fileURLToPath(new URL('./measure-intake.ts', import.meta.url))

async function readInChild(name: string, pieces: Iterable<string | Uint8Array>) {
  const folder = await mkdtemp(join(tmpdir(), 'chiso-hostile-'))
  try {
    const file = await open(join(folder, name), 'w')
    for (const piece of pieces) await file.write(typeof piece === 'string' ? Buffer.from(piece) : piece)
    await file.close()
    const { stdout } = await promisify(execFile)(process.execPath, [script, join(folder, name)])
    return measured.parse(JSON.parse(stdout))
  } finally {
    await rm(folder, { recursive: true })
  }
}

const good = JSON.stringify(hoSo)
const megabyte = 'x'.repeat(1_000_000)
const [before = '', after = ''] = JSON.stringify(envelope(['|'])).split('"|"')

function* times(count: number, piece: string): Generator<string> {
  for (let index = 0; index < count; index++) yield piece
}

const csvHeading = 'Mã hồ sơ,Ngày tiếp nhận,Trạng thái\n'
const csvRow = 'H99-1,08/10/2026,1\n'

const listHeading = ['Mã hồ sơ', 'Ngày tiếp nhận', 'Trạng thái']

function sheetRow(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.map((text, index) => textCell(`${columnName(index)}${number}`, text)).join('')}</row>`
}

/** A list whose rows have a shared text of their own in each of ten columns. */
function longWorkbook(count: number): Uint8Array {
  const others = Array.from({ length: 7 }, (_, index) => `Cột ${index}`)
  const rows = [sheetRow(1, [...listHeading, ...others])]
  const texts: string[] = []
  const shared = (text: string, place: string) => `<c r="${place}" t="s"><v>${texts.push(text) - 1}</v></c>`
  for (let number = 2; number < count + 2; number++) {
    const values = [
      `H99.01-261008-${number}`,
      '08/10/2026',
      '1',
      ...others.map((other) => `${other} của hàng ${number}`),
    ]
    const cells = values.map((value, index) => shared(value, `${columnName(index)}${number}`))
    rows.push(`<row r="${number}">${cells.join('')}</row>`)
  }
  const strings = `<sst>${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`
  return xlsx(rows.join(''), '', [entry('xl/sharedStrings.xml', strings)])
}

type Case = readonly [what: string, name: string, pieces: () => Iterable<string | Uint8Array>, result: object]

const cases: readonly Case[] = [
  [
    'a row of 50 MB between good ones',
    'row.json',
    function* () {
      yield `${before}${good},{"MaHoSo":"`
      yield* times(50, megabyte)
      yield `"},${good}${after}`
    },
    { observation: 2, 'row-too-large': 1 },
  ],
  [
    'a line of 50 MB between good ones',
    'line.ndjson',
    function* () {
      yield `${good}\n{"MaHoSo":"`
      yield* times(50, megabyte)
      yield `"}\n${good}\n`
    },
    { observation: 2, 'row-too-large': 1 },
  ],
  [
    '50 MB before the rows',
    'head.json',
    function* () {
      yield '{"MaHoSo":"'
      yield* times(50, megabyte)
      yield `","data":[${good}]}`
    },
    { observation: 1 },
  ],
  [
    '50 million levels',
    'deep.json',
    function* () {
      yield `${before}{"MaHoSo":`
      yield* times(50, '['.repeat(1_000_000))
      yield* times(50, ']'.repeat(1_000_000))
      yield `},${good}${after}`
    },
    { observation: 1, 'row-too-large': 1 },
  ],
  [
    'half a million levels within the size of a row',
    'deep.json',
    () => [`${before}{"MaHoSo":${'['.repeat(490_000)}${']'.repeat(490_000)}},${good}${after}`],
    { observation: 1, 'too-deep': 1 },
  ],
  [
    'brackets that never close',
    'open.json',
    function* () {
      yield `${before}${good},`
      yield* times(50, '{"a":['.repeat(150_000))
    },
    { observation: 1, 'file-truncated': 1 },
  ],
  [
    'a string that never closes',
    'string.json',
    function* () {
      yield `${before}${good},"`
      yield* times(50, megabyte)
    },
    { observation: 1, 'file-truncated': 1 },
  ],
  [
    '200 000 rows of nothing',
    'empty.json',
    function* () {
      yield `{"data":[{}`
      yield* times(20, ',{}'.repeat(10_000))
      yield ']}'
    },
    { 'field-missing': 200_001 },
  ],
  [
    '70 000 keys in one row',
    'keys.json',
    function* () {
      yield `${before}${good},{"a":1`
      for (let index = 0; index < 70_000; index++) yield `,"k${index}":{}`
      yield `}${after}`
    },
    { observation: 1, 'field-missing': 1 },
  ],
  [
    '100 MB of good dossiers',
    'good.ndjson',
    function* () {
      yield* times(60, `${good}\n`.repeat(Math.ceil(1_700_000 / good.length)))
    },
    { observation: 60 * Math.ceil(1_700_000 / good.length) },
  ],
  [
    'a CSV cell of 50 MB',
    'cell.csv',
    function* () {
      yield csvHeading + csvRow
      yield* times(50, megabyte)
      yield `\n${csvRow}`
    },
    { observation: 2, 'row-too-large': 1 },
  ],
  [
    'a CSV quote that never closes over 50 MB of one line',
    'quote.csv',
    function* () {
      yield `${csvHeading}${csvRow}"`
      yield* times(50, megabyte)
    },
    { observation: 1, 'row-too-large': 1 },
  ],
  [
    '50 million CSV cells in one row',
    'cells.csv',
    function* () {
      yield csvHeading + csvRow
      yield* times(50, ','.repeat(1_000_000))
      yield `\n${csvRow}`
    },
    { observation: 2, 'row-too-large': 1 },
  ],
  ...[0, 1].flatMap((more): Case[] => [
    [
      `procedures at their limit, and ${more} more`,
      'thu-tuc.csv',
      function* () {
        const columns = templates.find(({ kind }) => kind === 'procedure')?.columns ?? []
        yield `${columns.map(({ header }) => header).join(',')}\n`
        for (let row = 0; row < limits.procedureRows + more; row++)
          yield `${columns.map(({ field }) => (field === 'code' ? `1.${row}` : field === 'name' ? 'a' : '')).join(',')}\n`
      },
      more === 0 ? { observation: limits.procedureRows } : { 'too-many-rows': 1 },
    ],
    [
      `sums at their limit, and ${more} more`,
      'tong-hop.csv',
      function* () {
        yield 'agencyCode,period,received,resolved,unresolved\n'
        for (let row = 0; row < limits.aggregateRows + more; row++) yield `H99.${row},2026-10,1,1,0\n`
      },
      more === 0 ? { observation: limits.aggregateRows } : { 'file-partial': 1 },
    ],
  ]),
  [
    'a workbook of 25 000 rows, each with ten shared texts of its own',
    'list.xlsx',
    () => [longWorkbook(25_000)],
    { observation: 25_000 },
  ],
  [
    'a sheet that unpacks to a gigabyte of nothing',
    'bomb.xlsx',
    () => [xlsx(sheetRow(1, listHeading), '', [bombEntry('xl/sharedStrings.xml', 64)])],
    { 'xml-too-much-text': 1 },
  ],
  ['NUL in CSV', 'nul.csv', () => [`${csvHeading}${csvRow}H99\0`], { 'text-has-nul': 1 }],
  [
    'bytes that are no text far down',
    'bytes.csv',
    function* () {
      yield csvHeading
      yield* times(20, csvRow.repeat(1000))
      yield Buffer.from([0xff, 0xfe, 0x0a])
    },
    { observation: expect.any(Number), 'format-damaged': 1 },
  ],
]

describe('memory stays bounded and the result is said', () => {
  test.each(cases)('%s', { timeout: 60_000 }, async (_, name, pieces, result) => {
    const read = await readInChild(name, pieces())
    expect(read.result).toEqual(result)
    expect(read.megabytes).toBeLessThan(name.endsWith('.xlsx') ? allowedForWorkbooks : allowedMegabytes)
  })
})

test('words that a prototype or a formula could be made of stay data', async () => {
  const rows = ['__proto__', 'constructor', 'toString'].map((key) => `{"${key}":{"MaHoSo":"H99-1"},"MaHoSo":"H99-2"}`)
  const formula = JSON.stringify({ ...hoSo, MaHoSo: '=HYPERLINK("http://a","1")' })
  const { result } = await readInChild('words.json', [`${before}${rows.join(',')},${formula}${after}`])
  expect(result).toEqual({ observation: 3, 'code-invalid': 1 })
})
