import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Dossier } from '../core/dossier/dossier.ts'
import { judgeDossier } from '../core/dossier/judge.ts'
import { judgePetition } from '../core/petition/judge.ts'
import type { Petition } from '../core/petition/petition.ts'
import { periodDays } from '../core/period/period.ts'
import { endOfDay, startOfDay, parseInstant, type Instant } from '../core/time/instant.ts'
import { qualityCodes } from '../core/quality/catalogue.ts'
import { dossierQuality } from '../core/quality/dossier.ts'
import { PersonCount } from '../core/quality/person-count.ts'
import { loadCalendar } from '../core/time/load-calendar.ts'
import { parsePlainDate } from '../core/time/plain-date.ts'
import { addWorkingDays } from '../core/time/working-time.ts'
import { unitCode } from '../core/unit/code.ts'
import { keyedHash } from '../intake/keyed-hash.ts'
import { dossierOf } from '../intake/sync/dossier.ts'
import { SampleFolder, type Truth } from './fixtures/read-sample.ts'

/**
 * The truth was made from intentions. Here the files are read as intake reads them and every dossier is judged by the
 * rule, for each unit and period: two ways that share no code must come to the same numbers.
 */

const path = new URL('../../calendars/vn.yaml', import.meta.url)
const loaded = loadCalendar(readFileSync(path, 'utf8'), 'vn.yaml')
if (!loaded.ok) throw new Error('calendars/vn.yaml does not load')
const calendar = loaded.value
const context = { hash: keyedHash(new Uint8Array(32)), unitNamed: () => undefined, sender: 'H99' }

const sample = new SampleFolder()
let truth: Truth
const dossiers = new Map<string, Dossier>()
const procedures = new Map<string, Record<string, string>>()
const synced = new Set<string>()
const unhappy = new Set<string>()
const aliases = new Map<string, string>()
let refused = 0

beforeAll(async () => {
  await sample.make({ dossiers: 3000, seed: 'judged' })
  truth = sample.truth()
  for (const row of sample.dossiers()) {
    try {
      const dossier = dossierOf(row, context)
      dossiers.set(dossier.code, dossier)
    } catch {
      refused++
    }
  }
  for (const row of sample.table('thu-tuc')) procedures.set(row['Mã TTHC'] ?? '', row)
  for (const row of sample.table('ghi-nhan-dong-bo')) synced.add(row['Mã hồ sơ'] ?? '')
  for (const row of sample.table('danh-gia'))
    if (row['Kết quả đánh giá'] === 'không hài lòng') unhappy.add(row['Mã hồ sơ'] ?? '')
  for (const row of sample.table('phan-anh-kien-nghi')) unhappy.add(row['Mã hồ sơ'] ?? '')
  for (const row of sample.table('don-vi'))
    for (const alias of (row['Bí danh'] ?? '').split('; ')) aliases.set(alias, row['Mã đơn vị'] ?? '')
})
afterAll(() => sample.remove())

type Counted = Record<string, [part: number, whole: number]>

function day(text: string) {
  const date = parsePlainDate(text)
  if (date === null) throw new Error(text)
  return date
}

/** What of one dossier counts in the period, by indicator: [in the part, in the whole]. */
function countsOf(dossier: Dossier, first: Instant, moment: Instant): Record<string, [boolean, boolean]> {
  const procedure = procedures.get(dossier.procedure ?? '')
  const limit = Number(procedure?.['Thời hạn (ngày làm việc)'])
  const question = { asOf: moment, periodEnd: null, calendar, maxWorkingDays: limit }
  const { judgement, endedAt: ended } = judgeDossier(dossier, question)
  const received = dossier.receivedAt ?? 0
  const isReceived = received >= first && received <= moment
  const isOpen = received <= moment && (isReceived || ended === null || ended >= first)
  const inTime = judgement === 'on-time' || judgement === 'within'
  const returnsPaper = procedure?.['Trả kết quả giấy tờ'] === 'có'
  const hasFile = dossier.results.some(({ fileHash }) => fileHash !== null)
  const isOnline = dossier.channel === 'online'
  const hasFee = procedure?.['Có phí, lệ phí'] === 'có' && dossier.fees.some(({ amount }) => (amount ?? 0) > 0)
  const usesPopulation = dossier.isVneidVerified || dossier.databases.includes('7')
  return {
    'on-time': [inTime, isOpen],
    'online-on-time': [inTime, isOpen && isOnline],
    'filed-online': [isOnline && (!returnsPaper || hasFile), isReceived],
    'paid-online': [dossier.onlinePayment !== 'none', isReceived && hasFee],
    'e-result': [hasFile, isReceived && returnsPaper],
    digitised: [dossier.hasDigitisedComponent && hasFile, isReceived],
    'data-reused': [dossier.components.some(({ reused }) => reused), isReceived],
    'personal-storage': [dossier.components.some(({ fromStorage }) => fromStorage), isReceived],
    'population-data-dossiers': [usesPopulation, isReceived],
    'service-satisfaction': [inTime && !unhappy.has(dossier.code), isReceived],
    synced: [synced.has(dossier.code), isReceived],
  }
}

function bodiesOf(unit: string): string[] {
  const code = aliases.get(unit) ?? unitCode(unit)
  const parts = code.split('.')
  const isBranch = parts.length === 3 && parts[1] !== '50'
  return ['H99', code, ...(isBranch ? [parts.slice(0, 2).join('.')] : [])]
}

function counted(first: Instant, moment: Instant): Map<string, Counted> {
  const units = new Map<string, Counted>()
  for (const dossier of dossiers.values()) {
    if (dossier.isTest || dossier.receivedAt === null || dossier.receivedAt > moment) continue
    const own = countsOf(dossier, first, moment)
    for (const unit of bodiesOf(dossier.responsibleUnit ?? '')) {
      const sums = units.get(unit) ?? {}
      units.set(unit, sums)
      for (const [id, [part, whole]] of Object.entries(own)) {
        const [parts, wholes] = sums[id] ?? [0, 0]
        sums[id] = [parts + Number(part && whole), wholes + Number(whole)]
      }
    }
  }
  return units
}

const indicators = [
  'on-time',
  'online-on-time',
  'filed-online',
  'paid-online',
  'e-result',
  'digitised',
  'data-reused',
  'personal-storage',
  'population-data-dossiers',
  'service-satisfaction',
]

describe('the truth against the rule', () => {
  test('as many rows are refused, and as many are about tests, as was meant', () => {
    const { quarantined, tests, notReceived, dossiers: meant } = truth.expected
    expect(refused).toBe(Object.values(quarantined).reduce((sum, count) => sum + count, 0))
    expect(dossiers.size).toBe(meant)
    expect([...dossiers.values()].filter(({ isTest }) => isTest)).toHaveLength(tests)
    expect([...dossiers.values()].filter(({ receivedAt }) => receivedAt === null)).toHaveLength(notReceived)
  })

  test('findings of data quality: as many of each kind as were made, and no other', () => {
    const persons = new PersonCount()
    for (const dossier of dossiers.values()) persons.add(dossier)
    const found: Record<string, number> = {}
    const services = Map.groupBy(sample.table('dich-vu-cong'), (row) => row['Mã TTHC'] ?? '')
    const levels = { 'toàn trình': 'full', 'một phần': 'partial', 'cung cấp thông tin': 'information' } as const
    const asOf = endOfDay(day('2026-12-31'))
    for (const dossier of dossiers.values()) {
      const own = services.get(dossier.procedure ?? '') ?? []
      const findings = dossierQuality(dossier, {
        asOf,
        history: [],
        services: own.map((row) => ({ onlineLevel: levels[row['Mức độ'] as keyof typeof levels] })),
        personDossiers: dossier.person === null ? null : persons.of(dossier.person),
        identityThreshold: 50,
        unitOf: (code) => aliases.get(code) ?? code,
      })
      for (const { code } of findings) found[code] = (found[code] ?? 0) + 1
    }
    expect(found).toEqual(truth.expected.findings)
    expect(Object.keys(found).toSorted()).toEqual(qualityCodes('dossier').toSorted())
  })

  test('every unit, period and indicator of dossiers', { timeout: 60_000 }, () => {
    const differences: string[] = []
    let compared = 0
    for (const [period, { moment, counts }] of Object.entries(truth.periods)) {
      const first = startOfDay(day(periodDays(period).first))
      const until = endOfDay(day(moment.slice(0, 8)))
      expect(parseInstant(moment)).toBe(until - 999)
      const own = counted(first, until)
      for (const [unit, meant] of Object.entries(counts)) {
        for (const id of indicators) {
          const [part, whole] = own.get(unit)?.[id] ?? [0, 0]
          compared += whole
          const [meantPart, meantWhole] = meant[id] ?? [-1, -1]
          if (part !== meantPart || whole !== meantWhole)
            differences.push(`${period} ${unit} ${id}: ${part}/${whole}, meant ${meantPart}/${meantWhole}`)
        }
        if ((own.get(unit)?.['synced']?.[0] ?? 0) !== meant['dossiers-synced']?.[0])
          differences.push(`${period} ${unit} sync`)
      }
    }
    expect(differences).toEqual([])
    expect(compared).toBeGreaterThan(100_000)
  })

  test('the whole of 1.4: the national report, or a share of the year before, or the portal', () => {
    const reports = new Map(
      sample
        .table('bao-cao-quoc-gia')
        .map((row) => [`${row['Mã đơn vị']}/${row['Kỳ']}`, Number(Object.values(row)[2])]),
    )
    let missing = 0
    for (const [period, { counts }] of Object.entries(truth.periods)) {
      const parts = /-\d\d$/.test(period) ? 12 : /-Q\d$/.test(period) ? 4 : 1
      for (const [unit, { 'dossiers-synced': meant }] of Object.entries(counts)) {
        const stated = reports.get(`${unit}/${period}`)
        const before = reports.get(`${unit}/${Number(period.slice(0, 4)) - 1}`) ?? 0
        if (stated === undefined) missing++
        const whole = Math.max(stated ?? before / parts, meant?.[0] ?? 0)
        expect([period, unit, meant?.[1]]).toEqual([period, unit, whole])
      }
    }
    expect(missing).toBe(1)
  })

  test('procedures and services of every authority, communes among them', () => {
    const services = Map.groupBy(sample.table('dich-vu-cong'), (row) => row['Mã TTHC'] ?? '')
    const isOnline = (code: string) =>
      (services.get(code) ?? []).some((row) => row['Trạng thái'] !== 'đóng' && row['Mức độ'] !== 'cung cấp thông tin')
    for (const { counts } of Object.values(truth.periods)) {
      for (const [unit, meant] of Object.entries(counts)) {
        const isCommune = unit.startsWith('H99.50.')
        const isOwn = (row: Record<string, string>) =>
          unit === 'H99' ||
          row['Cơ quan có thẩm quyền'] === unit ||
          (isCommune && row['Chung cho mọi đơn vị cấp'] === 'xã')
        const own = [...procedures.values()].filter((row) => row['Ngày hủy công khai'] === '' && isOwn(row))
        const withFee = own.filter((row) => row['Có phí, lệ phí'] === 'có')
        const integrated = withFee.filter((row) => row['Tích hợp thanh toán trực tuyến'] === 'có')
        const online = own.filter((row) => isOnline(row['Mã TTHC'] ?? ''))
        const expected = own.length === 0 ? undefined : [online.length, own.length]
        expect([unit, meant['offered-online']]).toEqual([unit, expected])
        expect(meant['payment-integrated']).toEqual(expected && [integrated.length, withFee.length])
        expect(meant['services-used-online']?.[1]).toBe(expected?.[0])
      }
    }
    const communes = Object.keys(truth.periods['2026-10']?.counts ?? {}).filter((unit) => unit.startsWith('H99.50.'))
    expect(communes.filter((unit) => truth.periods['2026-10']?.counts[unit]?.['offered-online'])).toHaveLength(90)
  })

  test('petitions, for every unit and month', () => {
    const rows = sample.table('phan-anh-kien-nghi')
    const repeated = new Set(rows.map((row) => row['Lặp lại PAKN']))
    for (const [period, { moment, counts }] of Object.entries(truth.periods).filter(([id]) => /-\d\d$/.test(id))) {
      const until = endOfDay(day(moment.slice(0, 8)))
      const own: Record<string, [number, number, number]> = {}
      for (const row of rows) {
        const petition = petitionOf(row)
        if (!moment.startsWith(row['Mã PAKN']?.slice(5, 11) ?? '-')) continue
        const { judgement } = judgePetition(petition, { asOf: until, periodEnd: null, calendar })
        const inTime = judgement === 'on-time' || judgement === 'within'
        const repeats = row['Lặp lại PAKN'] !== ''
        expect(repeats && repeated.has(petition.code)).toBe(false)
        for (const unit of bodiesOf(petition.responsibleUnit ?? '')) {
          const [onTime, satisfied, all] = own[unit] ?? [0, 0, 0]
          const isSatisfied = inTime && petition.satisfied !== false && !repeats
          own[unit] = [onTime + Number(inTime), satisfied + Number(isSatisfied), all + 1]
        }
      }
      for (const [unit, meant] of Object.entries(counts)) {
        const [onTime, satisfied, all] = own[unit] ?? [0, 0, 0]
        expect([period, unit, meant['petitions-on-time']]).toEqual([period, unit, [onTime, all]])
        expect([period, unit, meant['petition-satisfaction']]).toEqual([period, unit, [satisfied, all]])
      }
    }
  })

  test('announcements and publications, by working days', () => {
    for (const [period, { moment, counts }] of Object.entries(truth.periods)) {
      const first = day(periodDays(period).first)
      const last = day(moment.slice(0, 8))
      const decided = [...procedures.values()].filter((row) => {
        const on = day(row['Ngày quyết định công bố'] ?? '')
        return on >= first && on <= last
      })
      const prompt = decided.filter((row) => {
        const limit = addWorkingDays(calendar, day(row['Ngày hiệu lực văn bản'] ?? ''), -5)
        return limit !== null && day(row['Ngày quyết định công bố'] ?? '') <= limit
      })
      const published = decided.filter((row) => {
        const limit = addWorkingDays(calendar, day(row['Ngày quyết định công bố'] ?? ''), 5)
        return row['Ngày công khai'] !== '' && limit !== null && day(row['Ngày công khai'] ?? '') <= limit
      })
      const meant = counts['H99'] ?? {}
      expect([period, meant['announced-on-time']]).toEqual([period, [prompt.length, decided.length]])
      expect([period, meant['published-on-time']]).toEqual([period, [published.length, decided.length]])
    }
  })
})

function petitionOf(row: Record<string, string>): Petition {
  const at = (header: string) => parseInstant(row[header] ?? '')
  const asked = at('Thời điểm yêu cầu bổ sung')
  return {
    code: row['Mã PAKN'] ?? '',
    responsibleUnit: row['Đơn vị xử lý'] ?? null,
    procedure: null,
    field: null,
    dossier: null,
    person: null,
    status: null,
    receivedAt: at('Thời điểm tiếp nhận'),
    refusedAt: at('Thời điểm từ chối'),
    passedOnAt: at('Thời điểm chuyển'),
    requests: asked === null ? [] : [{ askedAt: asked, answeredAt: at('Thời điểm nhận bổ sung') }],
    settledAt: at('Thời điểm xử lý xong'),
    publishedAt: at('Thời điểm công khai'),
    mustPublish: null,
    satisfied: row['Kết quả đánh giá'] !== 'không hài lòng',
    repeats: row['Lặp lại PAKN'] || null,
    isTest: false,
  }
}
