import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../core/observation/canonical.ts'
import { type Dossier, dossier } from '../../core/dossier/dossier.ts'
import { limits } from '../../core/limits.ts'
import { parseInstant } from '../../core/time/instant.ts'
import type { IntakeContext } from '../context.ts'
import { collect, contextOf, envelope, fileOf, hoSo, outcomes } from '../fixtures/files.ts'
import { type Item, Progress } from '../item.ts'
import { readFile } from '../read.ts'

function read(name: string, content: string | Uint8Array, context: IntakeContext = contextOf()): Promise<Item[]> {
  return collect(readFile(fileOf(name, content), context, new Progress()))
}

async function one(row: unknown, context?: IntakeContext): Promise<Item> {
  const [item] = await read('a.json', JSON.stringify(envelope([row])), context)
  if (item === undefined) throw new Error('no item')
  return item
}

async function body(row: unknown, context?: IntakeContext): Promise<Dossier> {
  const item = await one(row, context)
  if (item.kind !== 'observation') throw new Error(JSON.stringify(item))
  return dossier.parse(item.observation.body)
}

const at = (text: string) => parseInstant(text)

test('a dossier with everything in it, field by field', async () => {
  const { hash } = contextOf()
  expect(await body(hoSo)).toEqual({
    code: 'H99.01-261008-0975',
    responsibleUnit: 'H99.01',
    receivingUnit: 'H99.01',
    procedure: '1.004194',
    field: 'G01-CT01',
    channel: 'online',
    applicantKind: 'citizen',
    person: hash.person('001199000001'),
    submittedAt: at('08/10/2026 07:30'),
    receivedAt: at('08/10/2026 08:00'),
    dueAt: at('15/10/2026 17:00'),
    status: 'returned',
    settledAt: at('13/10/2026 16:00'),
    returnedAt: at('14/10/2026 09:00'),
    refusedAt: null,
    returnForm: '1',
    hasDigitisedComponent: true,
    isVneidVerified: true,
    onlinePayment: 'provincial-gateway',
    databases: ['CSDLDC'],
    components: [
      {
        code: 'TP.01',
        digitised: true,
        reused: false,
        fromStorage: false,
        fileHash: hash.file(hoSo.TaiLieuNop[0]?.DuongDanTaiTepTin ?? ''),
      },
    ],
    fees: [{ code: 'LP01', kind: '2', amount: 15_000 }],
    supplements: [
      {
        askedAt: at('09/10/2026 10:00'),
        receivedAt: at('10/10/2026 10:00'),
        dueBefore: at('14/10/2026 17:00'),
        dueAfter: at('15/10/2026 17:00'),
      },
    ],
    results: [{ code: 'KQ.01', fileHash: hash.file(hoSo.DanhSachGiayToKetQua[0]?.DuongDanTepTinKetQua ?? '') }],
    progress: [
      { status: 'accepted', at: at('08/10/2026 08:00') },
      { status: 'settled', at: at('13/10/2026 16:00') },
    ],
    isTest: false,
  })
})

test('the observation names source, time, version and the hash of the bytes that came', async () => {
  const text = JSON.stringify(hoSo)
  const [item] = await read('a.ndjson', `${text}\n`)
  if (item?.kind !== 'observation') throw new Error('an observation')
  const canonical = canonicalJson(item.observation.body)
  expect(item.observation.text).toBe(canonical)
  expect({ ...item.observation, body: null, text: '' }).toEqual({
    source: 'mot-cua',
    kind: 'dossier',
    key: 'H99.01-261008-0975',
    version: expect.stringMatching(/^1791943200000-[0-9a-f]{16}$/),
    sourceTime: at('14/10/2026 09:00'),
    body: null,
    text: '',
    textHash: createHash('sha256').update(canonical).digest('hex'),
    originalHash: createHash('sha256').update(text).digest('hex'),
  })
})

describe('as sources write it', () => {
  test.each<[string, Record<string, unknown>, Partial<Dossier>]>([
    ['no channel is direct', { KenhThucHien: '' }, { channel: 'direct' }],
    ['a number for a channel', { KenhThucHien: 3 }, { channel: 'postal' }],
    ['true', { TaiKhoanDuocXacThucVoiVNeID: true }, { isVneidVerified: true }],
    ['FALSE', { TaiKhoanDuocXacThucVoiVNeID: 'FALSE' }, { isVneidVerified: false }],
    ['an absent flag', { TaiKhoanDuocXacThucVoiVNeID: undefined }, { isVneidVerified: false }],
    ['blanks around', { MaTTHC: ' 1.004194 ' }, { procedure: '1.004194' }],
    ['no status', { TrangThaiHoSo: '' }, { status: null }],
    ['an empty date of .NET', { NgayTra: '00010101000000' }, { returnedAt: null }],
    ['null', { NgayTra: null, TaiLieuNop: null }, { returnedAt: null, components: [] }],
    ['a day only', { NgayHenTra: '20261015' }, { dueAt: at('15/10/2026') }],
    ['no identity number', { SoGiayToChuHoSo: ' - ' }, { person: null }],
    ['another unit received it', { NoiNopHoSo: 'H99.30' }, { receivingUnit: 'H99.30' }],
    ['no unit', { DonViXuLy: '' }, { responsibleUnit: null }],
    ['the older form of the province', { DonViXuLy: '000.00.00.H99' }, { responsibleUnit: 'H99' }],
    ['a test', { TrichYeuHoSo: 'Hồ sơ test 12' }, { isTest: true }],
    ['not a test', { TrichYeuHoSo: 'Thử nghiệm giống cây trồng' }, { isTest: false }],
    [
      'a name among the codes is hashed',
      { MaLinhVuc: 'Hộ tịch' },
      { field: expect.stringMatching(/^h:[0-9a-f]{32}$/) },
    ],
    ['a field of the future', { TruongMoi: { a: 1 } }, {}],
    ['a prototype', { ['__proto__']: { code: 'x' }, constructor: 1 }, {}],
  ])('%s', async (_, changes, expected) => {
    expect(await body({ ...hoSo, ...changes })).toMatchObject(expected)
  })

  test('a unit by its name, when units are known', async () => {
    const context = contextOf({ unitNamed: (name) => (name === 'Sở Tư pháp' ? 'H99.01' : undefined) })
    expect(await body({ ...hoSo, DonViXuLy: 'Sở Tư pháp' }, context)).toMatchObject({ responsibleUnit: 'H99.01' })
  })

  test('an identity number is one person, however it is written, and another under another key', async () => {
    const persons = await Promise.all(
      ['001199000001', '001 199 000 001', '001.199.000001'].map((number) => body({ ...hoSo, SoGiayToChuHoSo: number })),
    )
    expect(new Set(persons.map(({ person }) => person)).size).toBe(1)
  })
})

describe('quarantine, with field and value', () => {
  test.each<[string, Record<string, unknown>, string, string, string]>([
    ['no code', { MaHoSo: '' }, 'field-missing', 'MaHoSo', ''],
    [
      'a date that does not exist',
      { NgayTiepNhan: '20260230080000' },
      'date-impossible',
      'NgayTiepNhan',
      '20260230080000',
    ],
    ['24:00', { NgayTiepNhan: '20261008240000' }, 'date-impossible', 'NgayTiepNhan', '20261008240000'],
    [
      'a year too far',
      { NgayTra: '20261231000000'.replace('2026', '2926') },
      'date-out-of-range',
      'NgayTra',
      '29261231000000',
    ],
    ['a status of the future', { TrangThaiHoSo: '11' }, 'value-unknown', 'TrangThaiHoSo', '11'],
    ['a channel of the future', { KenhThucHien: 0 }, 'value-unknown', 'KenhThucHien', '0'],
    ['a flag that is none', { HoSoCoThanhPhanSoHoa: '2' }, 'wrong-type', 'HoSoCoThanhPhanSoHoa', '2'],
    ['a list that is none', { TaiLieuNop: 'x' }, 'wrong-type', 'TaiLieuNop', 'x'],
    ['a list of texts', { TaiLieuNop: ['x'] }, 'row-shape', 'TaiLieuNop', '[…]'],
    ['an object for a text', { MaTTHC: {} }, 'wrong-type', 'MaTTHC', '{…}'],
    ['a number that lost digits', { MaHoSo: 2 ** 60 }, 'number-invalid', 'MaHoSo', '1•'],
    ['a name for a unit', { DonViXuLy: 'Sở Tư pháp' }, 'unit-unknown', 'DonViXuLy', 'S• T• p•'],
    ['a phone for a procedure', { MaTTHC: '0912345678' }, 'code-invalid', 'MaTTHC', '0•'],
    ['half a character', { MaTTHC: '1.\ud800' }, 'text-unclean', 'MaTTHC', '1.\ufffd'],
    ['NUL', { MaHoSo: 'H99-\0' }, 'text-unclean', 'MaHoSo', 'H9•- '],
    ['a fee that is none', { DanhSachLePhi: [{ Gia: 'miễn' }] }, 'number-invalid', 'Gia', 'm•'],
    ['a step without time', { TienDo: [{ TrangThai: 9 }] }, 'field-missing', 'ThoiDiemXuLy', ''],
    ['a code too long', { MaHoSo: `H99-${'1'.repeat(100)}` }, 'text-too-long', 'MaHoSo', expect.any(String)],
  ])('%s', async (_, changes, reason, column, value) => {
    const item = await one({ ...hoSo, ...changes })
    expect(item.kind === 'quarantined' && item.row).toMatchObject({ file: 'a.json', row: 1, reason, column, value })
  })

  test('rows that are not dossiers stand alone between good ones', async () => {
    const good = JSON.stringify(hoSo)
    const rows = [good, '{"MaHoSo":"H99-1","MaHoSo":"H99-2"}', '{"a":1e400,}', '12', '{"MaHoSo":1e400}', '[]', good]
    expect(outcomes(await read('a.json', `{"madonvi":"H99","data":[${rows.join(',')}]}`))).toEqual([
      hoSo.MaHoSo,
      '2 json-duplicate-key',
      '3 json-invalid',
      '4 row-shape',
      '5 number-invalid MaHoSo',
      '6 row-shape',
      hoSo.MaHoSo,
    ])
  })

  test('a row that is not UTF-8', async () => {
    const bad = Buffer.concat([
      Buffer.from(`${JSON.stringify(hoSo)}\n{"MaHoSo":"H99-1","MaTTHC":"1.`),
      Buffer.from([0xff]),
    ])
    expect(outcomes(await read('a.ndjson', Buffer.concat([bad, Buffer.from('"}\n')])))).toContain('2 not-utf8')
  })

  test('more items than a list may have', async () => {
    const steps = (count: number) => ({ ...hoSo, TienDo: Array.from({ length: count }, () => hoSo.TienDo[0]) })
    expect((await one(steps(limits.intakeListItems))).kind).toBe('observation')
    expect(outcomes([await one(steps(limits.intakeListItems + 1))])).toEqual(['1 too-many-items TienDo'])
  })
})

describe('files', () => {
  const three = ['1', '2', '3'].map((number) => ({ ...hoSo, MaHoSo: `H99.01-261008-${number}` }))
  const keys = three.map(({ MaHoSo }) => MaHoSo)
  const text = JSON.stringify(envelope(three))

  test.each<[string, string, string | Uint8Array]>([
    ['an envelope', 'a.json', text],
    ['indented', 'a.json', JSON.stringify(envelope(three), null, 2)],
    ['with a byte order mark', 'a.json', `\u{FEFF}${text}`],
    ['in UTF-16', 'a.json', Buffer.from(`\u{FEFF}${text}`, 'utf16le')],
    ['a list', 'a.json', JSON.stringify(three)],
    ['lines', 'a.ndjson', three.map((row) => JSON.stringify(row)).join('\n')],
    ['lines under another name', 'a.json', three.map((row) => JSON.stringify(row)).join('\r\n')],
    ['lines of envelopes', 'a.ndjson', three.map((row) => JSON.stringify(envelope([row]))).join('\n')],
    ['no name that tells', 'a', text],
  ])('%s', async (_, name, content) => {
    expect(outcomes(await read(name, content))).toEqual(keys)
  })

  test('one that breaks off: what is whole goes in, then the failure with its place', async () => {
    const items = await read('a.json', text.slice(0, -100))
    expect(outcomes(items)).toEqual([keys[0], keys[1], 'failed file-truncated'])
    expect(items.at(-1)).toMatchObject({ failure: { params: { rows: 2 }, place: { file: 'a.json' } } })
    const lines = three.map((row) => JSON.stringify(row)).join('\n')
    expect(outcomes(await read('a.ndjson', lines.slice(0, -100)))).toEqual([keys[0], keys[1], 'failed file-truncated'])
  })

  test.each([
    ['nothing', 'a.json', '', 'failed file-empty'],
    ['other JSON', 'a.json', '{"evaluation":[]}', 'failed data-not-recognised'],
    ['a Word text', 'a.txt', 'Báo cáo tháng 10', 'failed data-not-recognised'],
    ['a PDF', 'a.json', '%PDF-1.7', 'failed data-not-recognised'],
  ])('%s is refused', async (_, name, content, outcome) => {
    expect(outcomes(await read(name, content))).toEqual([outcome])
  })

  test('read again it is the same, changed it is another version', async () => {
    const [first, second, third] = [await one(hoSo), await one({ ...hoSo }), await one({ ...hoSo, NgayTra: '' })]
    expect(second).toEqual(first)
    const versions = [first, third].map((item) => item.kind === 'observation' && item.observation.version)
    expect(new Set(versions).size).toBe(2)
  })

  test('what is dated after now does not make a dossier the newest, and does not change its version later', async () => {
    const slip = { ...hoSo, NgayTra: '20620101000000' }
    const [early, late] = [await one(slip), await one(slip, contextOf({ now: at('2063-01-01') ?? contextOf().now }))]
    expect(early).toMatchObject({ observation: { sourceTime: at('13/10/2026 16:00') } })
    expect(late).toMatchObject({ observation: { sourceTime: at('01/01/2062') } })
    const versions = [early, late].map((item) => item.kind === 'observation' && item.observation.version)
    expect(new Set(versions).size).toBe(1)
  })
})

describe('steps apart from their dossier', () => {
  const step = { MaHoSo: hoSo.MaHoSo, NguoiXuLy: 'Trần Văn Cam', ThoiDiemXuLy: '20261020080000', TrangThai: '4' }

  test('are added to the dossier that is known', async () => {
    const known = await body(hoSo)
    const grown = await body(step, contextOf({ knownDossier: (code) => (code === hoSo.MaHoSo ? known : undefined) }))
    expect(grown.progress).toEqual([...known.progress, { status: 'in-process', at: at('20/10/2026 08:00') }])
    expect([grown.status, grown.settledAt]).toEqual(['in-process', known.settledAt])
  })

  test('an earlier one does not change the status; the same one nothing', async () => {
    const known = await body(hoSo)
    const context = contextOf({ knownDossier: () => known })
    expect((await body({ ...step, ThoiDiemXuLy: '20261009080000' }, context)).status).toBe('returned')
    expect(await body({ ...step, ThoiDiemXuLy: '20261013160000', TrangThai: 9 }, context)).toEqual(known)
  })

  test('of a dossier that is not known go to quarantine', async () => {
    expect(outcomes([await one(step)])).toEqual(['1 dossier-unknown MaHoSo'])
  })
})
