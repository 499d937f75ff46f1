import { describe, expect, test } from 'vitest'
import { type Instant, parseInstant } from '../../core/time/instant.ts'
import { readXlsx } from '../../file/xlsx.ts'
import { collect, contextOf, fileOf, outcomes } from '../fixtures/files.ts'
import { type Item, Progress } from '../item.ts'
import { readFile } from '../read.ts'
import { type Template, templates } from './columns.ts'
import { writeTemplate } from './write.ts'

function read(name: string, content: string | Uint8Array): Promise<Item[]> {
  return collect(readFile(fileOf(name, content), contextOf(), new Progress()))
}

/** The observations of a list that was true then. */
async function listed(content: string, listedAt: Instant | null) {
  const items = await collect(readFile(fileOf('a.csv', content), contextOf({ listedAt }), new Progress()))
  return items.flatMap((item) => (item.kind === 'observation' ? [item.observation] : []))
}

const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(',')
const named = (name: string): Template => {
  const found = templates.find((template) => template.name === name)
  if (!found) throw new Error(name)
  return found
}

/** A file of the template: each row is the example with some cells changed, by field. */
function csv(name: string, ...rows: readonly Readonly<Record<string, string>>[]): string {
  const { columns } = named(name)
  const lines = rows.map((row) => quoted(columns.map(({ field, example }) => row[field] ?? example)))
  return [quoted(columns.map(({ header }) => header)), ...lines].join('\n')
}

const bodies = (items: readonly Item[]) => items.map((item) => item.kind === 'observation' && item.observation.body)
const at = (text: string) => parseInstant(text)

describe.each(templates.map((template) => [template.name, template] as const))('%s', (name, template) => {
  test('written empty it has its headers and no data, in both formats', async () => {
    for (const format of ['csv', 'xlsx'] as const) {
      const bytes = await writeTemplate(template, format)
      expect(await read(`${name}.${format}`, bytes)).toEqual([])
    }
  })

  test('its example goes in, from CSV and from a workbook', async () => {
    const item = expect.objectContaining({ kind: 'observation' })
    expect(await read('a.csv', csv(name, {}))).toEqual([item])
    // The note and the example lose their "#" as if someone filled them in.
    const [headers, , example] = readXlsx(await writeTemplate(template, 'xlsx')).map((block) =>
      block.kind === 'row' ? block.cells : [],
    )
    const filled = [headers ?? [], (example ?? []).map((cell) => cell.replace(/^# /, ''))]
    expect(await read('b.csv', filled.map(quoted).join('\n'))).toEqual([item])
  })

  test.each(template.columns.filter(({ required }) => required))(
    '$header has to be filled',
    async ({ field, header }) => {
      expect(outcomes(await read('a.csv', csv(name, { [field]: '' })))).toEqual([`2 field-missing ${header}`])
    },
  )
})

describe('what the rows say', () => {
  test.each([
    [
      'don-vi',
      {},
      {
        code: 'H99.01',
        name: 'Sở Tư pháp',
        level: 'department',
        parent: 'H99',
        validFrom: '2025-07-01',
        validTo: null,
        predecessors: ['H99.11', 'H99.12'],
        aliases: ['000.00.01.H99'],
      },
    ],
    ['dich-vu-cong', {}, expect.objectContaining({ onlineLevel: 'full', status: 'public', unit: 'H99' })],
    ['chung-thuc-ban-sao', { provides: 'Không' }, { unit: 'H99.30', due: true, provides: false, since: '2026-01-01' }],
    ['bao-cao-quoc-gia', { period: '10/2026' }, { unit: 'H99', period: '2026-10', received: 12_345 }],
    ['ghi-nhan-dong-bo', {}, { dossier: 'H99.01-261008-0975', acknowledgedAt: at('08/10/2026 23:15') }],
    [
      'danh-gia',
      { satisfied: 'Không hài lòng' },
      { dossier: 'H99.01-261008-0975', at: at('21/10/2026 10:00'), satisfied: false },
    ],
    [
      'phan-anh-kien-nghi',
      { askedAt: '09/10/2026 08:00', answeredAt: '' },
      expect.objectContaining({
        code: 'PAKN.20261008.0001',
        requests: [{ askedAt: at('09/10/2026 08:00'), answeredAt: null }],
        satisfied: true,
        person: null,
      }),
    ],
  ])('%s', async (name, changes, body) => {
    expect(bodies(await read('a.csv', csv(name, changes)))).toEqual([body])
  })

  test('headers without tone marks, in another order, with columns nobody knows', async () => {
    const text =
      'GHI CHÚ;thoi diem danh gia;KET QUA DANH GIA;ma ho so\nx;21/10/2026 10:00;hai long;H99.01-261008-0975\n'
    expect(outcomes(await read('a.csv', text))).toEqual(['H99.01-261008-0975'])
  })
})

describe('quarantine', () => {
  test.each([
    ['don-vi', { level: 'phường' }, 'value-unknown Cấp', 'phường'],
    ['don-vi', { validFrom: '31/06/2025' }, 'date-impossible Từ ngày', '31/06/2025'],
    ['don-vi', { parent: 'Tỉnh Mẫu' }, 'unit-unknown Đơn vị cha', 'Tỉnh Mẫu'],
    ['chung-thuc-ban-sao', { due: 'có thể' }, 'wrong-type Thuộc diện chứng thực bản sao điện tử', 'có thể'],
    ['bao-cao-quoc-gia', { received: '-5' }, 'number-invalid Số hồ sơ tiếp nhận theo báo cáo', '-5'],
    ['bao-cao-quoc-gia', { received: '1.23' }, 'number-invalid Số hồ sơ tiếp nhận theo báo cáo', '1.23'],
    ['bao-cao-quoc-gia', { period: 'tháng mười' }, 'period-unknown Kỳ', 'tháng mười'],
    ['danh-gia', { dossier: 'Nguyễn Thị Bưởi' }, 'code-invalid Mã hồ sơ', 'N• T• B•'],
    ['phan-anh-kien-nghi', { answeredAt: '09/10/2026 08:00' }, 'field-missing Thời điểm yêu cầu bổ sung', ''],
    ['thu-tuc', { publicParts: 'bảy' }, 'number-invalid Số bộ phận công khai', 'bảy'],
    ['thu-tuc', { maxWorkingDays: 'năm' }, 'number-invalid Thời hạn (ngày làm việc)', 'năm'],
  ])('%s %j', async (name, changes, outcome, value) => {
    const items = await read('a.csv', csv(name, {}, changes))
    const bad = items.filter(({ kind }) => kind === 'quarantined')
    expect(outcomes(bad).map((text) => text.replace(/^\d+ /, ''))).toContain(outcome)
    expect(bad[0]).toMatchObject({ row: { value } })
  })
})

describe('procedures', () => {
  const announced = (decision: string, decidedOn: string) => ({ decision, decidedOn, name: 'Đăng ký tạm trú' })

  test('rows of one code become one procedure with all its decisions', async () => {
    const items = await read(
      'a.csv',
      csv(
        'thu-tuc',
        announced('1/QĐ', '01/02/2025'),
        { code: '2.000001', name: 'Khác' },
        announced('2/QĐ', '03/04/2026'),
      ),
    )
    expect(outcomes(items)).toEqual(['1.004194', '2.000001'])
    expect(bodies(items)[0]).toMatchObject({
      announcements: [
        { decision: '1/QĐ', decidedOn: '2025-02-01', legalBasisEffectiveOn: '2026-10-20' },
        { decision: '2/QĐ', decidedOn: '2026-04-03', legalBasisEffectiveOn: '2026-10-20' },
      ],
      hasFee: true,
      maxWorkingDays: 5,
      audiences: ['citizen'],
    })
  })

  test('a bad row keeps all rows of its procedure out, and no other', async () => {
    const rows = csv('thu-tuc', {}, { decidedOn: '30/02/2026' }, { code: '2.000001' }, {})
    expect(outcomes(await read('a.csv', rows))).toEqual([
      '3 date-impossible Ngày quyết định công bố',
      '2 group-incomplete',
      '5 group-incomplete',
      '2.000001',
    ])
  })

  test('a value that core does not take, with the field of the body', async () => {
    const items = await read('a.csv', csv('thu-tuc', { publicParts: '8' }))
    expect(outcomes(items)).toEqual(['2 wrong-type publicParts'])
  })

  test('rows that contradict each other', async () => {
    expect(outcomes(await read('a.csv', csv('thu-tuc', {}, { name: 'Đăng ký thường trú' })))).toEqual([
      '3 row-contradiction Tên TTHC',
      '2 group-incomplete',
    ])
  })

  test('of a file that breaks off none goes in: its last procedures may lack decisions', async () => {
    const items = await read('a.csv', csv('thu-tuc', {}, {}).slice(0, -30))
    expect(outcomes(items)).toEqual(['failed file-truncated'])
  })
})

describe('the moment of a list', () => {
  const [january, march] = [at('31/01/2026'), at('31/03/2026')]

  test.each(['don-vi', 'thu-tuc', 'dich-vu-cong', 'chung-thuc-ban-sao', 'bao-cao-quoc-gia'])(
    'is the time of %s, and part of the version',
    async (name) => {
      const [unknown] = await listed(csv(name, {}), null)
      const [first] = await listed(csv(name, {}), january)
      const [later] = await listed(csv(name, {}), march)
      expect([unknown?.sourceTime, first?.sourceTime, later?.sourceTime]).toEqual([null, january, march])
      expect(new Set([unknown?.version, first?.version, later?.version]).size).toBe(3)
      expect(await listed(csv(name, {}), january)).toEqual([first])
    },
  )

  test.each(['phan-anh-kien-nghi', 'danh-gia', 'ghi-nhan-dong-bo'])(
    'is not that of %s, which has its own',
    async (name) => {
      expect(await listed(csv(name, {}), january)).toEqual(await listed(csv(name, {}), null))
    },
  )
})
