import { describe, expect, inject, test } from 'vitest'
import { hoSo } from '../../src/intake/fixtures/files.ts'
import { addressOf, settled, signIn, useBrowser, visit } from './visit.ts'

useBrowser()
const isMissing = inject('browser') === null
if (isMissing) process.stdout.write(`no browser: ${inject('noBrowser')}\n`)

describe.skipIf(isMissing)('journeys', () => {
  test('from the total to a late dossier in three clicks, and on to its timeline', async () => {
    const { page, faults } = await visit()
    await signIn(page, 'lanhdao')
    expect(await page.textContent('.score-figure')).toMatch(/^\d+,\d\d$/)
    await page.getByRole('link', { name: 'Tỷ lệ hồ sơ giải quyết đúng hạn' }).first().click()
    await page.locator('.arithmetic-ratio', { hasText: /^7\d,\d\d%$/ }).waitFor()
    await page.getByRole('link', { name: /Xem [\d.]+ hồ sơ không đạt/ }).click()
    await page.locator('tbody a.code').first().click()
    await page.getByRole('heading', { name: 'Diễn biến' }).waitFor()
    expect(await page.textContent('.dossier-verdict')).toMatch(/Trễ hạn|Quá hạn/)
    expect(await page.locator('.steps li').count()).toBeGreaterThan(3)
    await page.goBack()
    await page.getByRole('heading', { name: /^2\.1 / }).waitFor()
    await page.goBack()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL((url) => url.pathname === '/chi-so')
    expect(faults).toEqual([])
  })

  test('a unit is found without tone marks, by keyboard, and the address says it', async () => {
    const { page, context } = await visit()
    await signIn(page, 'chuyenvien', '/chi-so')
    const picker = page.getByRole('combobox', { name: 'Đơn vị' })
    await picker.fill('loc thanh')
    await page.getByRole('option', { name: /Xã Lộc Thạnh/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('Xã Lộc Thạnh · ').waitFor()
    const other = await context.newPage()
    await other.goto(page.url())
    await other.getByText('Xã Lộc Thạnh · ').waitFor()
    // Columns of published figures come with an answer of their own: both pages have them in the end.
    const shownOn = (one: typeof page) => one.locator('.indicator-table').innerText()
    await expect.poll(async () => (await shownOn(other)) === (await shownOn(page)), { timeout: 15_000 }).toBe(true)
  })

  test('a dossier that comes in changes an open page', async () => {
    const { page } = await visit()
    await signIn(page, 'chuyenvien', '/chi-so?ky=2026-10')
    const counts = page.locator('tr', { hasText: 'Tỷ lệ hồ sơ giải quyết đúng hạn' }).locator('td').nth(2)
    const before = await counts.textContent()
    const row = { ...hoSo, MaHoSo: 'H99.06-261030-9901', NgayTiepNhan: '20261030080000' }
    const sent = await fetch(addressOf('/api/observations'), {
      method: 'POST',
      headers: { authorization: `Bearer ${inject('token')}`, 'content-type': 'application/x-ndjson' },
      body: JSON.stringify(row),
    })
    expect(await sent.json()).toMatchObject({ counts: { new: 1 } })
    await expect.poll(() => counts.textContent(), { timeout: 10_000 }).not.toBe(before)
  })

  test('an officer of a commune sees the own dossiers and, by link, none of a sibling', async () => {
    const { page } = await visit()
    await signIn(page, 'xa-loc-thanh')
    expect(await page.textContent('.page-lead')).toContain('Xã Lộc Thạnh')
    for (const path of [
      '/chi-so/on-time/danh-sach?don-vi=H99.50.08',
      '/viec?don-vi=H99.50.08',
      '/ho-so/H99.02-261029-0004',
    ]) {
      await page.goto(addressOf(path))
      await page.getByRole('heading', { name: 'Bạn không có quyền xem phần này' }).waitFor()
      expect(await page.locator('table').count()).toBe(0)
    }
    await page.goto(addressOf('/chi-so?don-vi=H99.50.08'))
    await settled(page)
    expect(await page.locator('.indicator-table').innerText()).not.toMatch(/\d%\t/)
    // What may not be told is not "no data", and leads nowhere.
    expect(await page.locator('main').innerText()).toContain('Chỉ xem được điểm của đơn vị này')
    expect(await page.locator('.indicator-table').innerText()).not.toContain('không có số liệu')
    expect(await page.locator('.indicator-table a').count()).toBe(0)
  })

  test('the three losses say where most of it is, and lead to the lists to begin with', async () => {
    const { page, faults } = await visit()
    await signIn(page, 'lanhdao')
    const loss = page.locator('.losses li').first()
    await loss.getByText('Nhiều nhất ở:').waitFor()
    expect(await loss.innerText()).toMatch(/còn thiếu [\d.]+ hồ sơ ?thêm 10 hồ sơ: \+0,\d\d điểm/)
    const [, missing = ''] = /\((\d+)\)/.exec(await loss.locator('.loss-places').innerText()) ?? []
    await loss.locator('.loss-places a').first().click()
    await page.getByRole('link', { name: `Xem ${missing} hồ sơ không đạt` }).waitFor()
    await page.goBack()
    await loss.getByRole('link', { name: /^Đã quá hạn, chưa xong: \d+$/ }).click()
    await page.getByRole('heading', { name: 'Đã quá hạn, chưa xong' }).waitFor()
    await page
      .locator('.entity-late', { hasText: /^\d+(?:,5)? ngày làm việc$/ })
      .first()
      .waitFor()
    expect(faults).toEqual([])
  })

  test('a viewer is offered no way to what only others may open', async () => {
    const { page, faults } = await visit()
    await signIn(page, 'nguoixem')
    expect(await page.locator('.losses a').count()).toBe(0)
    await page.goto(addressOf('/chi-so'))
    await settled(page)
    expect(await page.locator('.indicator-table a').count()).toBe(0)
    expect(faults).toEqual([])
  })

  test('the provinces as published, as a file', async () => {
    const { page } = await visit()
    await signIn(page, 'chuyenvien', '/xep-hang?cap=province&ky=2026')
    await page.getByText('Chưa có số công bố của các tỉnh, thành phố cho năm 2026.').waitFor()
    expect(await page.getByRole('button', { name: 'Tải Excel' }).count()).toBe(0)
    const rows = [
      { rank: 1, code: 'H20', name: 'Tỉnh Đồng Tháp', total: 68.8, CKMB: 11.46, TDGQ: 17.69, CLGQ: 8.84, TTTT: 6.42 },
      { rank: 2, code: 'H19', name: 'Tỉnh Đồng Nai', total: 67.48, CKMB: 12.31, TDGQ: 16.14, CLGQ: 9.25, TTTT: 7.43 },
    ]
    await page.goto(addressOf('/nhap?ky=2026'))
    const buffer = Buffer.from(JSON.stringify({ rows }))
    await page.setInputFiles('input[type=file]', { name: 'cong.json', mimeType: 'application/json', buffer })
    await page.getByLabel('Tên nguồn').fill('cong')
    await page.getByLabel('Dùng Tỉnh Mẫu, năm 2026 (đang chọn ở trên)').check()
    await page.locator('.sending .main-button').click()
    await page.locator('.imports tr', { hasText: 'cong.json' }).getByText('xong').waitFor()
    await page.locator('#pages').getByRole('link', { name: 'Xếp hạng' }).click()
    await page.getByRole('link', { name: 'Tỉnh, thành phố' }).click()
    await page.getByRole('row', { name: /Tỉnh Đồng Tháp/ }).waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải Excel' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('chiso-cong-bo-province-2026.xlsx')
  })

  test('English throughout, kept for the next time', async () => {
    const { page } = await visit()
    await signIn(page, 'nguoixem')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('en')
    expect(await page.textContent('.score-figure')).toMatch(/^\d+\.\d\d$/)
  })

  test('signing out ends it; what was asked for is there after signing in', async () => {
    const { page } = await visit()
    await signIn(page, 'lanhdao', '/xep-hang?cap=commune')
    expect(await page.locator('tbody tr').count()).toBe(90)
    await page.locator('.user > .menu > summary').click()
    await page.getByRole('button', { name: 'Đăng xuất' }).click()
    await page.getByRole('heading', { name: 'Đăng nhập' }).waitFor()
    await page.fill('#login', 'lanhdao')
    await page.fill('#password', 'sai')
    await page.click('button[type=submit]')
    await page.getByText('Tên đăng nhập hoặc mật khẩu không đúng.').waitFor()
  })
})
