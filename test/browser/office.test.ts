import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Download, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { instant } from '../../src/core/time/instant.ts'
import type { Language } from '../../src/core/words.ts'
import { type Served, served } from './served.ts'
import { accessProblems, addressOf, picture, settled, signIn, type Size, useBrowser, visit } from './visit.ts'

/** The pages of the office: the handbook, published tables, data intake, administration; and the public page. */

useBrowser()
const isMissing = inject('browser') === null

const november = fileURLToPath(new URL('../../samples/bao-cao-thang-11-2023.txt', import.meta.url))

const csv = (rows: readonly string[]) => ({
  name: 'danh-sach.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    ['Mã hồ sơ,Mã TTHC,Đơn vị xử lý,Ngày tiếp nhận,Ngày hẹn trả,Tình trạng hồ sơ chung', ...rows].join('\n'),
  ),
})
const good = 'H99.06-261020-7001,1.004194,H99.06,20/10/2026 08:00,27/10/2026 17:00,Đang xử lý'
const bad = 'H99.06-261020-7002,1.004194,H99.06,35/10/2026 08:00,27/10/2026 17:00,Đang xử lý'

async function chooseTable(page: Page): Promise<void> {
  await page.setInputFiles('input[type=file]', november)
  await page.waitForSelector('.printed')
}

async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

describe.skipIf(isMissing)('journeys of the office', () => {
  test('the November 2023 table: read, findings beside the rows, one severity, then Word', async () => {
    const { page, faults } = await visit()
    await signIn(page, 'chuyenvien', '/cong-bo')
    await chooseTable(page)
    expect(await page.textContent('.severity-counts')).toMatch(/7 lỗi.*3 cảnh báo.*6 lưu ý/)
    const row = page.locator('tr', { hasText: 'Tiến độ, kết quả giải quyết' })
    expect(await row.innerText()).toContain('14,82')
    await page.getByRole('link', { name: 'Lỗi', exact: true }).click()
    await page.waitForURL(/muc=error/)
    expect(await page.locator('.printed tbody tr').count()).toBe(7)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải bản Word' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('bao-cao-thang-11-2023 (chiso).docx')
    // A .docx is a zip file.
    expect((await bytesOf(download)).subarray(0, 2).toString()).toBe('PK')
    expect(faults).toEqual([])
  })

  test('a table is put into the ledger and stands beside what is computed', async () => {
    const { page } = await visit()
    await signIn(page, 'chuyenvien', '/cong-bo')
    await chooseTable(page)
    await page.locator('.submit summary').click()
    await page.getByRole('button', { name: 'Nộp bảng này cho Tỉnh Mẫu' }).click()
    await page.getByRole('link', { name: 'Xem tiến độ' }).click()
    await page.locator('.imports tr', { hasText: 'bao-cao-thang-11-2023.txt' }).getByText('xong').waitFor()
    await page.goto(addressOf('/cong-bo/doi-chieu?ky=2023-11'))
    await page.locator('tr', { hasText: 'chứng thực bản sao điện tử' }).getByText('khớp').waitFor()
    expect(await page.locator('.compared-table .table-sum').innerText()).toContain('75,50')
  })

  test('a list with a bad row: its columns, its progress, its quarantine sheet', async () => {
    const { page, faults } = await visit()
    await signIn(page, 'chuyenvien', '/nhap')
    await page.setInputFiles('input[type=file]', csv([good, bad]))
    await page.getByRole('button', { name: 'Lưu cách ghép và nhập tệp' }).waitFor()
    expect(await page.getByRole('combobox', { name: 'Trạng thái' }).inputValue()).toBe('Tình trạng hồ sơ chung')
    await page.getByLabel('Tên nguồn').fill('Một Cửa')
    await page.getByText('Tên nguồn chỉ gồm chữ thường').waitFor()
    await page.getByLabel('Tên nguồn').fill('mot-cua-thu')
    await page.getByRole('button', { name: 'Lưu cách ghép và nhập tệp' }).click()
    const row = page.locator('.imports tr', { hasText: 'mot-cua-thu' })
    await row.getByText('xong, có dòng cách ly').waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), row.getByRole('link').click()])
    expect((await bytesOf(download)).toString()).toContain('35/10/2026')
    // The mapping is kept for the source.
    await page.setInputFiles('input[type=file]', { ...csv([good]), name: 'lan-sau.csv' })
    await page.getByLabel('Tên nguồn').fill('mot-cua-thu')
    await page.getByText('đã có cách ghép được xác nhận').waitFor()
    await page.getByRole('button', { name: 'Nhập tệp', exact: true }).waitFor()
    expect(faults).toEqual([])
  })

  test('an account and a token are made; the account signs in, the token is revoked', async () => {
    const { page } = await visit()
    await signIn(page, 'admin', '/quan-tri')
    await page.getByRole('button', { name: 'Thêm tài khoản' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByLabel('Tên đăng nhập').fill('can-bo-thu')
    await drawer.getByLabel('Họ tên').fill('Nguyễn Thị Thử')
    await drawer.getByLabel('Vai trò').selectOption('officer')
    await drawer.getByLabel('Đơn vị').selectOption('H99.50.07')
    await drawer.getByRole('button', { name: 'Thêm', exact: true }).click()
    const password = (await drawer.locator('output').textContent()) ?? ''
    await page.keyboard.press('Escape')
    await page.getByRole('rowheader', { name: 'can-bo-thu' }).waitFor()
    const other = await visit()
    await other.page.goto(addressOf('/nhap/nguon'))
    await other.page.fill('#login', 'can-bo-thu')
    await other.page.fill('#password', password)
    await other.page.click('button[type=submit]')
    await other.page.getByRole('heading', { name: 'Bạn không có quyền xem phần này' }).waitFor()
    await page.getByRole('link', { name: 'Nguồn và mã truy cập' }).click()
    await page.getByRole('button', { name: 'Cấp mã truy cập' }).click()
    await drawer.getByLabel('Nguồn').fill('Sai Tên')
    await drawer.getByLabel('Ghi chú').fill('máy chủ một cửa')
    await drawer.getByRole('button', { name: 'Cấp mã truy cập' }).click()
    await drawer.getByRole('alert').waitFor()
    await drawer.getByLabel('Nguồn').fill('mot-cua-xa')
    await drawer.getByRole('button', { name: 'Cấp mã truy cập' }).click()
    expect(await drawer.locator('output').textContent()).toMatch(/^chiso_/)
    await page.keyboard.press('Escape')
    const row = page.locator('tr', { hasText: 'mot-cua-xa' })
    await row.getByRole('button', { name: /Thu hồi mã/ }).click()
    await row.getByRole('button', { name: 'Thu hồi', exact: true }).click()
    await row.getByText(/thu hồi \d/).waitFor()
    await page.getByRole('link', { name: 'Nhật ký' }).click()
    await page.getByRole('cell', { name: 'thu hồi mã truy cập' }).first().waitFor()
    await page.getByRole('button', { name: 'Kiểm tra toàn vẹn' }).click()
    await page.getByText(/Nhật ký nguyên vẹn/).waitFor()
  })

  test('the handbook by keyboard: an indicator opens with its formula, Escape goes back', async () => {
    const { page } = await visit()
    await signIn(page, 'nguoixem', '/bo-chi-so?phien-ban=vn-766%2F2026')
    const link = page.getByRole('link', { name: 'Tỷ lệ hồ sơ nộp trực tuyến' })
    await link.focus()
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('dialog')
    await drawer.getByText('Điểm = 6 × (tử số ÷ mẫu số) ÷ 50%, không quá 6').waitFor()
    await drawer.getByRole('rowheader', { name: 'vn-766/2023' }).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => url.pathname === '/bo-chi-so')
    expect(await drawer.count()).toBe(0)
  })

  test('a viewer is offered neither intake nor administration, and is told when coming by a link', async () => {
    const { page } = await visit()
    await signIn(page, 'nguoixem', '/cong-bo')
    expect(await page.locator('#pages').innerText()).not.toMatch(/Nhập dữ liệu|Quản trị/)
    await page.goto(addressOf('/quan-tri/nhat-ky'))
    await page.getByRole('heading', { name: 'Bạn không có quyền xem phần này' }).waitFor()
  })
})

const views: readonly (readonly [Language, Size])[] = [
  ['vi', 'desk'],
  ['vi', 'phone'],
  ['en', 'desk'],
  ['en', 'phone'],
]

type Shown = readonly [name: string, path: string, act?: (page: Page) => Promise<void>]

async function chooseBroken(page: Page): Promise<void> {
  const file = { name: 'thu.txt', mimeType: 'text/plain', buffer: Buffer.from('xin chào') }
  await page.setInputFiles('input[type=file]', file)
  await page.waitForSelector('[role=alert]')
}

async function chooseList(page: Page): Promise<void> {
  await page.setInputFiles('input[type=file]', csv([good]))
  await page.waitForSelector('.mapping')
}

const open = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().click()
  await page.getByRole('dialog').waitFor()
}

const shown: readonly Shown[] = [
  ['bo-chi-so', '/bo-chi-so'],
  ['bo-chi-so-mot', '/bo-chi-so/filed-online?phien-ban=vn-766/note'],
  ['bo-chi-so-khac', '/bo-chi-so?phien-ban=tat-ca'],
  ['cong-bo', '/cong-bo'],
  ['cong-bo-bang', '/cong-bo', chooseTable],
  ['cong-bo-hong', '/cong-bo', chooseBroken],
  ['doi-chieu', '/cong-bo/doi-chieu?ky=2023-11'],
  ['doi-chieu-khong', '/cong-bo/doi-chieu?ky=2023-10'],
  ['nhap', '/nhap'],
  ['nhap-ghep', '/nhap', chooseList],
  ['nguon', '/nhap/nguon'],
  ['loi-du-lieu', '/nhap/loi'],
  ['tai-khoan', '/quan-tri'],
  ['tai-khoan-them', '/quan-tri', open('.page-tools .main-button')],
  ['tai-khoan-sua', '/quan-tri', open('.row-button')],
  ['ma-truy-cap', '/quan-tri/ma'],
  ['nhat-ky', '/quan-tri/nhat-ky'],
  ['he-thong', '/quan-tri/he-thong'],
]

describe.skipIf(isMissing)('pages of the office', () => {
  test.each(views)('in %s at the %s', { timeout: 240_000 }, async (language, size) => {
    const { page, faults } = await visit({ language, size, isOpen: true })
    await signIn(page, 'admin')
    const width = page.viewportSize()?.width ?? 0
    for (const [name, path, act] of shown) {
      await page.goto(addressOf(path))
      await page.waitForSelector('h1, [role=alert]')
      await settled(page)
      await act?.(page)
      await settled(page)
      expect.soft(await accessProblems(page), name).toEqual([])
      expect.soft(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(width)
      await picture(page, `${language}-${size}-${name}`)
    }
    expect(faults).toEqual(['422 /api/published/audit'])
  })
})

describe.skipIf(isMissing)('the public page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chiso-public-'))
  let server: Served | null = null

  beforeAll(async () => {
    server = await served({ folder: join(folder, 'data'), now: () => instant(Date.now()), isPublic: true })
  }, 120_000)
  afterAll(async () => {
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  test.each(views)('in %s at the %s: points and ranks, and a way in', { timeout: 120_000 }, async (language, size) => {
    const { page, faults } = await visit({ language, size, isOpen: true })
    await page.goto(server?.address ?? '')
    await page.waitForSelector('.public-total')
    await settled(page)
    expect(await page.textContent('.public-total')).toMatch(/^\d+[,.]\d\d$/)
    expect(await page.locator('main').innerText()).not.toMatch(/%/)
    expect(await accessProblems(page)).toEqual([])
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
      page.viewportSize()?.width ?? 0,
    )
    await picture(page, `${language}-${size}-cong-khai`)
    await page.locator('.public-bar button').last().click()
    await page.waitForSelector('#login')
    expect(faults).toEqual([])
  })

  test('at 400 % nothing of it has to be scrolled sideways but tables', async () => {
    const { page } = await visit()
    await page.setViewportSize({ width: 341, height: 192 })
    await page.goto(server?.address ?? '')
    await page.waitForSelector('.public-total')
    await settled(page)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(341)
  })

  test('an installation that is not public shows the way in only', async () => {
    const { page, faults } = await visit()
    await page.goto(addressOf('/'))
    await page.waitForSelector('#login')
    expect(await page.locator('table').count()).toBe(0)
    expect(faults).toEqual([])
  })
})
