import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import type { IntakeContext } from '../context.ts'
import { collect, contextOf, fileOf, outcomes } from '../fixtures/files.ts'
import { type Item, Progress } from '../item.ts'
import { readFile } from '../read.ts'
import { periodInTitles } from './read.ts'

function read(content: string | Uint8Array, changes: Partial<IntakeContext> = {}, name = 'a.csv'): Promise<Item[]> {
  return collect(readFile(fileOf(name, content), contextOf(changes), new Progress()))
}

const bodies = (items: readonly Item[]) => items.map((item) => item.kind === 'observation' && item.observation.body)

const igate = [
  'Mã đơn vị,received,receivedOnline,receivedDirect,receivedOld,resolved,resolvedOverdue,unresolved',
  'H99.01,120,100,15,5,110,2,10',
  '000.00.02.H99,1.234,1.000,200,34,1.200,,34',
  'Tổng cộng,1.354,1.100,215,39,1.310,2,44',
].join('\n')

describe('iGate', () => {
  test('figures as they stand, one observation a unit and period; empty is not 0; the total is no unit', async () => {
    const items = await read(igate, { period: '2026-10' })
    expect(outcomes(items)).toEqual(['H99.01/2026-10/igate', 'H99.02/2026-10/igate'])
    expect(bodies(items)[1]).toEqual({
      unit: 'H99.02',
      period: '2026-10',
      form: 'igate',
      figures: {
        received: 1234,
        receivedOnline: 1000,
        receivedDirect: 200,
        receivedOld: 34,
        resolved: 1200,
        resolvedOverdue: null,
        unresolved: 34,
      },
    })
  })

  test('without a period no figure is taken', async () => {
    expect(outcomes(await read(igate))).toEqual(['2 period-unknown', '3 period-unknown'])
  })

  test('digitisation, with a column of periods', async () => {
    const text =
      'agencyCode,period,totalReceiver,totalReceiverHavingFile,totalComplete,totalCompleteHavingFile\nH99.01,10/2026,5,4,3,2'
    const figures = { totalReceiver: 5, totalReceiverHavingFile: 4, totalComplete: 3, totalCompleteHavingFile: 2 }
    expect(bodies(await read(text))).toEqual([{ unit: 'H99.01', period: '2026-10', form: 'igate', figures }])
  })

  test('all or nothing: of a file that breaks off no figure goes in', async () => {
    expect(outcomes(await read(igate.slice(0, -10), { period: '2026-10' }))).toEqual(['failed file-partial'])
  })
})

/** Form 06a as Excel has it, heading in three rows with merged cells. */
function form(title: string, what: string, rows: readonly (readonly (string | number)[])[]): Uint8Array {
  const heading = [
    [
      'STT',
      what,
      'Số hồ sơ tiếp nhận',
      '',
      '',
      '',
      'Số lượng hồ sơ đã giải quyết',
      '',
      '',
      '',
      'Số lượng hồ sơ đang giải quyết',
      '',
      '',
    ],
    [
      '',
      '',
      'Tổng số',
      'Trong kỳ',
      '',
      'Từ kỳ trước',
      'Tổng số',
      'Trước hạn',
      'Đúng hạn',
      'Quá hạn',
      'Tổng số',
      'Trong hạn',
      'Quá hạn',
    ],
    ['', '', '', 'Trực tuyến', 'Trực tiếp, dịch vụ bưu chính', '', '', '', '', '', '', '', ''],
    [
      '(1)',
      '(2)',
      '(3)=(4)+(5)+(6)',
      '(4)',
      '(5)',
      '(6)',
      '(7)=(8)+(9)+(10)',
      '(8)',
      '(9)',
      '(10)',
      '(11)',
      '(12)',
      '(13)',
    ],
  ]
  const book = utils.book_new()
  const cells = [
    [`Biểu số ${title}/VPCP/KSTT`],
    ['TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC'],
    ['Kỳ báo cáo: Quý III năm 2026'],
    ...heading,
    ...rows,
  ]
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet(cells.map((row) => row.map((cell) => (cell === '' ? null : cell)))),
    'B',
  )
  const bytes: unknown = write(book, { type: 'array', bookType: 'xlsx', compression: true })
  return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : new Uint8Array()
}

const counted = {
  receivedTotal: 100,
  receivedOnline: 70,
  receivedDirect: 20,
  receivedCarriedOver: 10,
  settledTotal: 90,
  settledBeforeDue: 50,
  settledOnDue: 38,
  settledLate: 2,
  inProcessTotal: 10,
  inProcessWithin: 9,
  inProcessOver: 1,
}
const counts = Object.values(counted)

describe('forms 06a to 07b', () => {
  test('by unit: each row a unit, form and period from the lines above', async () => {
    const bytes = form('II.07a', 'Đơn vị', [
      [1, 'Sở Tư pháp', ...counts],
      [2, 'UBND xã Mẫu', ...counts],
      ['', 'Tổng cộng', ...counts.map((count) => count * 2)],
    ])
    const unitNamed = (name: string) => (name === 'Sở Tư pháp' ? 'H99.01' : undefined)
    const items = await read(bytes, { unitNamed }, 'a.xlsx')
    expect(outcomes(items)).toEqual(['H99.01/2026-Q3/07a', expect.stringMatching(/^\d+ unit-unknown don vi$/)])
    expect(bodies(items)[0]).toEqual({ unit: 'H99.01', period: '2026-Q3', form: '07a', figures: counted })
  })

  test('by field: the total is the figure of the unit that the import names', async () => {
    const bytes = form('II.06a', 'Lĩnh vực', [
      [1, 'Tư pháp', ...counts.map(() => 1)],
      ['', 'Tổng số', ...counts],
    ])
    const items = await read(bytes, { unit: 'H99.01' }, 'a.xlsx')
    expect(bodies(items)).toEqual([{ unit: 'H99.01', period: '2026-Q3', form: '06a', figures: counted }])
    expect(outcomes(await read(bytes, {}, 'a.xlsx'))).toEqual([expect.stringMatching(/unit-unknown$/)])
  })

  test('by field without a total: nothing is summed up', async () => {
    const bytes = form('II.06a', 'Lĩnh vực', [[1, 'Tư pháp', ...counts]])
    expect(outcomes(await read(bytes, { unit: 'H99.01' }, 'a.xlsx'))).toEqual(['failed file-partial'])
  })
})

test.each([
  ['Tháng 10/2026', '2026-10'],
  ['Từ tháng 9 năm 2026', '2026-09'],
  ['QUÝ IV/2026', '2026-Q4'],
  ['Quý 2 năm 2026', '2026-Q2'],
  ['Tháng 13/2026', null],
  ['Năm 2026', null],
])('the period in "%s"', (title, period) => {
  expect(periodInTitles([title])).toBe(period)
})
