import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { parseInstant } from '../../core/time/instant.ts'
import { collect, contextOf, fileOf, outcomes } from '../fixtures/files.ts'
import { type Item, Progress } from '../item.ts'
import { readFile } from '../read.ts'
import { type Confirmed, recogniseFile } from '../recognise.ts'
import { guessMapping, mappingOf, parseMapping } from './mapping.ts'

function read(name: string, content: string | Uint8Array, confirmed: Confirmed = {}): Promise<Item[]> {
  const context = contextOf({ unitNamed: (unit) => (unit === 'UBND phường Bến Mẫu' ? 'H99.30' : undefined) })
  return collect(readFile(fileOf(name, content), context, new Progress(), confirmed))
}

const headers = [
  'STT',
  'Mã hồ sơ',
  'Mã TTHC',
  'Đơn vị xử lý',
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Ngày kết thúc xử lý',
  'Trạng thái',
  'Hình thức nộp',
  'Số CCCD',
]
const row = [
  '1',
  'H99.30-261008-0975',
  '1.004194',
  'UBND phường Bến Mẫu',
  '08/10/2026 09:30',
  '15/10/2026',
  '13/10/2026 16:00:30',
  'Đã trả kết quả',
  'Trực tuyến',
  '001199000001',
]
const body = {
  code: 'H99.30-261008-0975',
  procedure: '1.004194',
  responsibleUnit: 'H99.30',
  receivedAt: parseInstant('08/10/2026 09:30'),
  dueAt: parseInstant('15/10/2026'),
  settledAt: parseInstant('13/10/2026 16:00:30'),
  status: 'returned',
  channel: 'online',
  person: contextOf().hash.person('001199000001'),
}

function csv(separator = ',', rows: readonly (readonly string[])[] = [row]): string {
  return [headers, ...rows].map((cells) => cells.join(separator)).join('\n')
}

function workbook(rows: readonly (readonly unknown[])[]): Uint8Array {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((cells) => [...cells])), 'T10')
  const bytes: unknown = write(book, { type: 'array', bookType: 'xlsx', compression: true, cellDates: false })
  return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : new Uint8Array()
}

describe('a list as it comes', () => {
  test.each<[string, string, string | Uint8Array]>([
    ['commas', 'a.csv', csv()],
    ['semicolons', 'a.csv', csv(';')],
    ['tabs', 'a.txt', csv('\t')],
    ['UTF-16', 'a.csv', Buffer.from(`\u{FEFF}${csv('\t')}`, 'utf16le')],
    ['Windows line ends and a mark', 'a.csv', `\u{FEFF}${csv().replaceAll('\n', '\r\n')}\r\n`],
    ['titles above', 'a.csv', `SỔ THEO DÕI HỒ SƠ\nTháng 10/2026\n\n${csv()}`],
    ['letters in parts', 'a.csv', csv().normalize('NFD')],
    ['a row of numbers below the heading', 'a.csv', csv(',', [row.map((_, index) => `(${index + 1})`), row])],
    ['a workbook', 'a.xlsx', workbook([['SỔ THEO DÕI'], headers, row])],
  ])('%s', async (_, name, content) => {
    expect(await read(name, content)).toMatchObject([{ observation: { kind: 'dossier', body } }])
  })

  test('cells that are dates in Excel, with and without a time', async () => {
    const cells: unknown[] = [...row]
    cells[4] = { t: 'n', v: 46_303.395_833_333_3, z: 'dd/mm/yyyy hh:mm' }
    cells[5] = { t: 'n', v: 46_310, z: 'dd/mm/yyyy' }
    expect(await read('a.xlsx', workbook([headers, cells]))).toMatchObject([{ observation: { body } }])
  })

  test('chunks cut anywhere, also in the middle of a letter', async () => {
    const file = fileOf('a.csv', csv(',', [row, row]), 7)
    expect(outcomes(await collect(readFile(file, contextOf(), new Progress())))).toEqual([
      '2 unit-unknown Đơn vị xử lý',
      '3 unit-unknown Đơn vị xử lý',
    ])
  })

  test('progress counts rows and bytes', async () => {
    const progress = new Progress()
    const text = csv(',', [row, row, row])
    await collect(readFile(fileOf('a.csv', text), contextOf(), progress))
    expect(progress).toMatchObject({ rows: 3, bytes: Buffer.byteLength(text) })
  })
})

describe('bad rows', () => {
  const changed = (index: number, text: string) => row.map((cell, place) => (place === index ? text : cell))

  test.each([
    ['no code', changed(1, ''), '2 field-missing Mã hồ sơ'],
    ['no such day', changed(4, '31/09/2026'), '2 date-impossible Ngày tiếp nhận'],
    ['American order', changed(4, '10/28/2026'), '2 date-impossible Ngày tiếp nhận'],
    ['a status nobody knows', changed(7, 'Chờ ký'), '2 value-unknown Trạng thái'],
    ['a unit nobody knows', changed(3, 'UBND xã Khác'), '2 unit-unknown Đơn vị xử lý'],
    ['more cells than headers', [...row, 'x'], '2 cells-extra'],
  ])('%s', async (_, cells, outcome) => {
    expect(outcomes(await read('a.csv', csv(',', [cells, row])))).toEqual([outcome, row[1]])
  })

  test('quotes in the middle of a cell are text', async () => {
    const cells = changed(9, 'số "001"')
    expect(outcomes(await read('a.csv', csv(',', [cells])))).toEqual([row[1]])
  })
})

describe('a list that breaks off', () => {
  test.each([
    ['in the middle of a row', csv(',', [row, row]).slice(0, -40), [row[1], 'failed file-truncated']],
    ['in quotes', `${csv(',', [row])}\n2,"H99.30-26`, [row[1], 'failed file-truncated']],
    ['after a row', `${csv(',', [row])}\n`, [row[1]]],
  ])('%s', async (_, text, outcome) => {
    expect(outcomes(await read('a.csv', text))).toEqual(outcome)
  })

  test('old encodings are refused by name', async () => {
    const tcvn3 = Buffer.from(
      'M\xb7 h\xe5 s\xac,Ng\xb5y ti\xd5p nh\xcbn,Tr\xb9ng th\xb8i\nH99-1,08/10/2026,1\n',
      'latin1',
    )
    expect(await read('a.csv', tcvn3)).toMatchObject([
      { kind: 'failed', failure: { code: 'text-encoding-legacy', params: { encoding: 'TCVN3 (ABC)' } } },
    ])
  })
})

describe('mapping', () => {
  test('is guessed from headers, each with how sure it is', () => {
    expect(guessMapping(['SỐ HỒ SƠ', 'Ngày tiếp nhận hồ sơ', 'Ngày hẹn trả', 'Ghi chú', 'Tình trạng'])).toEqual([
      { field: 'code', header: 'SỐ HỒ SƠ', confidence: 0.89 },
      { field: 'receivedAt', header: 'Ngày tiếp nhận hồ sơ', confidence: 0.6 },
      { field: 'dueAt', header: 'Ngày hẹn trả', confidence: 1 },
      { field: 'status', header: 'Tình trạng', confidence: 0.88 },
    ])
  })

  test('no header is given twice: the surer field has it', () => {
    const guesses = guessMapping(['Mã hồ sơ', 'Ngày trả', 'Ngày trả kết quả', 'Đơn vị'])
    expect(new Set(guesses.map(({ header }) => header)).size).toBe(guesses.length)
  })

  test('without a column for the code there is none', () => {
    expect(mappingOf(guessMapping(['Ngày nộp']))).toBeNull()
  })

  test('saved and confirmed it goes before guesses, with words of its own', async () => {
    const parsed = parseMapping({
      columns: { code: 'Số', receivedAt: 'Vào', status: 'TT' },
      statuses: { 'Chờ ký': 'in-process' },
    })
    if (!parsed.ok) throw new Error('mapping')
    const items = await read('a.csv', 'Số,Vào,TT\nH99-1,08/10/2026,Chờ ký\n', { list: parsed.value })
    expect(items).toMatchObject([{ observation: { key: 'H99-1', body: { status: 'in-process' } } }])
  })

  test('a header that it needs and the file lacks is a failure, not empty dates', async () => {
    const parsed = parseMapping({ columns: { code: 'Mã hồ sơ', dueAt: 'Hạn' } })
    if (!parsed.ok) throw new Error('mapping')
    expect(await read('a.csv', csv(), { list: parsed.value })).toMatchObject([
      { failure: { code: 'mapping-incomplete', params: { header: 'Hạn' } } },
    ])
  })

  test.each([
    [{}, 'columns'],
    [{ columns: { receivedAt: 'x' } }, 'columns.code'],
    [{ columns: { code: 'x', other: 'y' } }, 'columns'],
    [{ columns: { code: 'x' }, statuses: { a: 'nope' } }, 'statuses.a'],
    [12, ''],
  ])('%j is refused at %s', (json, field) => {
    expect(parseMapping(json)).toMatchObject({ ok: false, failures: [{ code: 'mapping-invalid', params: { field } }] })
  })

  test('what a file is can be asked before reading it', async () => {
    expect(await recogniseFile(fileOf('a.csv', csv()))).toMatchObject({ adapter: 'list', format: 'csv' })
  })
})
