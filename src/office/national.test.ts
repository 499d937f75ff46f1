import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toNumber } from '../core/exact.ts'
import type { IndexSet } from '../core/index-set/index-set.ts'
import { ratioIn } from '../core/reported/figures.ts'
import { instant } from '../core/time/instant.ts'
import { importFiles, straightInto } from './import.ts'
import { openShippedIndexSets } from './index-sets.ts'
import { initInstallation, openInstallation, type WritableInstallation } from './installation.ts'
import { nationalAverage } from './national.ts'

const folder = mkdtempSync(join(tmpdir(), 'chiso-'))
const now = instant(Date.UTC(2026, 10, 26))
const november = fileURLToPath(new URL('../../samples/bao-cao-thang-11-2023.txt', import.meta.url))
const sets = new Map((await openShippedIndexSets()).map((one) => [one.id, one]))
let installation: WritableInstallation

function set(id: string): IndexSet {
  return sets.get(id) ?? expect.fail(id)
}

beforeAll(async () => {
  const data = join(folder, 'data')
  initInstallation(data, { unit: 'H99' }, () => now)
  const opened = openInstallation(data, () => now)
  if (!opened.ok) throw new Error(JSON.stringify(opened.failures))
  installation = opened.value
  const portal = join(folder, 'cong.json')
  const national = { CKMB: 10.46, TDGQ: 17.56, online: 14.72, total: 62.59 }
  const rows = [{ code: 'H20', name: 'Đồng Tháp', total: 68.8, CKMB: 11.46, TDGQ: 17.69, MDHL: 14.67 }]
  writeFileSync(portal, JSON.stringify({ period: '2026', national, rows }))
  await importFiles(installation, [november, portal], {
    source: 'cong',
    confirmed: {},
    unit: null,
    period: null,
    now,
    lane: straightInto(installation.ledger),
    onProgress: () => undefined,
  })
})

afterAll(() => {
  installation.ledger.close()
  rmSync(folder, { recursive: true, force: true })
})

test('the country as a monthly table prints it, each figure with its origin', () => {
  const { groups, indicators, total } = nationalAverage(installation, '2023-11', set('vn-766/2023'))
  expect([...groups].map(([code, figure]) => [code, figure.points && toNumber(figure.points.value)])).toEqual([
    ['CKMB', 10.5],
    ['TDGQ', 16.2],
    ['CLGQ', 5.4],
    ['TTTT', 5.5],
    ['MDSH', 11.1],
    ['MDHL', 17],
  ])
  expect(total?.points && toNumber(total.points.value)).toBe(65.7)
  const synced = indicators.get('dossiers-synced') ?? expect.fail()
  expect(toNumber(ratioIn(synced) ?? expect.fail())).toBe(0.6286)
  expect(synced.origin).toMatchObject({ source: 'cong', form: 'monthly-table', capturedAt: null })
  // The cell of 4.1 is empty, which is not 0.
  expect(indicators.has('petitions-on-time')).toBe(false)
  expect(indicators.get('personal-storage')).toMatchObject({ text: 'Không có số liệu', rate: null })
})

test('the portal’s national row shows two groups as one', () => {
  const { groups, joined, total } = nationalAverage(installation, '2026', set('vn-766/2026'))
  expect([...groups.keys()]).toEqual(['CKMB', 'TDGQ'])
  expect(toNumber(joined.get('online')?.points?.value ?? expect.fail())).toBe(14.72)
  expect(toNumber(total?.points?.value ?? expect.fail())).toBe(62.59)
})

test('figures of another version are no average to be compared with', () => {
  const { groups, indicators, total } = nationalAverage(installation, '2023-11', set('vn-766/2026'))
  expect([groups.size, indicators.size, total]).toEqual([0, 0, null])
})
