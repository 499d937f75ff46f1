import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { read, utils, type WorkSheet } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { filesIn, importFiles, straightInto } from '../../src/office/import.ts'
import { initInstallation, openInstallation, type WritableInstallation } from '../../src/office/installation.ts'
import { makeSample } from '../../src/sample/sample.ts'
import { clock, testServer } from '../../src/server/fixtures/server.ts'
import { groupCodes, groups2026 } from '../golden/figures.ts'
import { number } from '../golden/portal-tables.ts'
import { keptFolder } from './chiso.ts'

/** The files of the server, opened again: the same figures as its answers, under heads that people read. */

const folder = keptFolder()
let installation: WritableInstallation

beforeAll(async () => {
  mkdirSync(join(folder, 'mau'))
  await makeSample({ dossiers: 2000, seed: 'xuat', out: join(folder, 'mau') })
  const data = join(folder, 'data')
  initInstallation(data, { unit: 'H99' }, clock)
  const opened = openInstallation(data, clock)
  if (!opened.ok) throw new Error(JSON.stringify(opened.failures))
  installation = opened.value
  const lane = straightInto(installation.ledger)
  const options = { confirmed: {}, unit: null, now: clock(), lane, onProgress: () => undefined }
  await importFiles(installation, filesIn(join(folder, 'mau')), { ...options, source: 'mau', period: null })
  const rows = groups2026.rows.map((row) => ({
    rank: row.rank,
    code: row.code,
    name: row.unit,
    total: number(row, 'total'),
    ...Object.fromEntries(groupCodes.map((code) => [code, number(row, code)])),
  }))
  const portal = join(folder, 'cong.json')
  writeFileSync(portal, JSON.stringify({ national: groups2026.national, rows }))
  await importFiles(installation, [portal], { ...options, source: 'cong', period: '2026-10' })
}, 120_000)

afterAll(() => installation.ledger.close())

async function ask(path: string) {
  const server = testServer({ installation })
  return server.app.request(path, { headers: await server.signIn() })
}

const october = 'period=2026-10&asOf=2026-10-31'
type Row = Readonly<Record<string, string | number>>

/** The rows below the heads, each by its heads; what is no row of the table has no first cell there. */
async function sheetOf(path: string, firstHead: string) {
  const response = await ask(`${path}&format=xlsx`)
  const book = read(new Uint8Array(await response.arrayBuffer()), { cellDates: false })
  const sheet: WorkSheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {}
  const lines = utils.sheet_to_json<(string | number | null)[]>(sheet, { header: 1, defval: null })
  const at = lines.findIndex(([first]) => first === firstHead)
  const heads = (lines[at] ?? []).map(String)
  const top = lines.slice(0, at).map(([first]) => String(first))
  const rows = lines
    .slice(at + 1)
    .map(
      (line): Row =>
        Object.fromEntries(heads.flatMap((head, index) => (line[index] == null ? [] : [[head, line[index]]]))),
    )
  return { top, heads, rows }
}

describe('files of the server', () => {
  test('provinces as published: ranks, points, the national row, where it comes from', async () => {
    const { top, heads, rows } = await sheetOf(`/api/national/export?${october}`, 'Hạng')
    expect(top.join(' ')).toMatch(/Kỳ: tháng 10\/2026 .*Số đơn vị: 34\/34/)
    expect(heads).toEqual(expect.arrayContaining(['Đơn vị', 'Tổng điểm', 'Công khai, minh bạch', 'Mã đơn vị']))
    const units = rows.filter(({ 'Mã đơn vị': code }) => code !== undefined)
    expect(units.map(({ Hạng, 'Mã đơn vị': code }) => [Hạng, code])).toEqual(
      groups2026.rows.map(({ rank, code }) => [rank, code]),
    )
    const country = rows.filter(({ 'Đơn vị': name }) => /cả nước|Trung bình các/i.test(String(name)))
    expect(country.map(({ 'Tổng điểm': total }) => total)).toEqual([62.59, 62.59])
    expect(rows.some(({ Hạng }) => String(Hạng).startsWith('Nguồn: cong · '))).toBe(true)
  })

  test('nothing published is an answer; there is no file of it', async () => {
    const national = await ask('/api/national?period=2024')
    expect([national.status, await national.json()]).toMatchObject([200, { of: 0, rows: [] }])
    const compared = await ask('/api/compare/H99?period=2026-09&asOf=2026-10-31')
    expect([compared.status, await compared.json()]).toMatchObject([200, { unit: 'H99', series: [] }])
    expect((await ask('/api/national/export?period=2024&format=xlsx')).status).toBe(404)
  })

  test('a scorecard has the numbers and heads of the form, and says where points come from', async () => {
    const { top, rows } = await sheetOf(`/api/scorecards/H99.06/export?${october}`, 'STT')
    expect(top[0]).toBe('Phiếu điểm: Sở Nông nghiệp và Môi trường')
    const own = rows.find(({ STT }) => STT === '2.1')
    expect(own).toMatchObject({ Mã: 'on-time', 'Ngưỡng Đạt': '≥ 90%' })
    expect(Number(own?.['Điểm']) + Number(own?.['Điểm mất'])).toBeCloseTo(20, 8)
    expect(rows.find(({ STT }) => STT === '1.1')).toMatchObject({ 'Ghi chú': 'lấy điểm của đơn vị cấp trên' })
  })

  test('a list: times are times, what is late is late by the days that its arithmetic says', async () => {
    const listed = z.object({
      rows: z.array(z.object({ code: z.string(), procedureName: z.string(), lateDays: z.number().nullable() })),
    })
    const answer = listed.parse(await (await ask(`/api/lists/H99/on-time?${october}&limit=50`)).json())
    const { rows } = await sheetOf(`/api/lists/H99/on-time/export?${october}`, 'Mã')
    const late = answer.rows.find(({ lateDays }) => lateDays !== null && lateDays > 1)
    const row = rows.find(({ Mã }) => Mã === late?.code)
    expect(row).toMatchObject({ 'Số ngày làm việc trễ': late?.lateDays, 'Tên thủ tục': late?.procedureName })
    // Days since 30/12/1899: 2026 and nothing else.
    expect(Number(row?.['Tiếp nhận'])).toBeGreaterThan(46_000)
    expect(Number(row?.['Tiếp nhận'])).toBeLessThan(46_400)
    const told = z.object({ steps: z.array(z.object({ text: z.string() })) })
    const dossier = told.parse(await (await ask(`/api/dossiers/${late?.code ?? ''}?${october}`)).json())
    const days = String(late?.lateDays).replace('.', ',')
    expect(dossier.steps.at(-1)?.text).toMatch(new RegExp(`(?:trễ|quá) ${days} ngày làm việc`))
  })

  test('lists of procedures and of units have no columns of times', async () => {
    const procedures = await sheetOf(`/api/lists/H99/announced-on-time/export?${october}`, 'Mã')
    expect(procedures.heads).toEqual(['Mã', 'Mã đơn vị', 'Đơn vị', 'Tên thủ tục'])
    const units = await sheetOf(`/api/lists/H99/certified-copies/export?${october}`, 'Mã')
    expect(units.heads).toEqual(['Mã', 'Đơn vị'])
  })
})
