import { describe, expect, inject, test } from 'vitest'
import { accessProblems, addressOf, picture, settled, signIn, useBrowser, visit } from './visit.ts'

/** How it stands when something is not as it should be. */

useBrowser()

describe.skipIf(inject('browser') === null)('states', () => {
  test('a session that has ended: signing in goes on at the same place', async () => {
    const { page, context } = await visit()
    await signIn(page, 'lanhdao', '/chi-so?don-vi=H99.06')
    await context.clearCookies()
    await page.getByRole('link', { name: 'Việc cần làm' }).click()
    await page.getByText('Phiên làm việc đã hết').waitFor()
    expect(await accessProblems(page)).toEqual([])
    await picture(page, 'vi-desk-het-phien')
    await page.fill('#login', 'lanhdao')
    await page.fill('#password', inject('password'))
    await page.click('button[type=submit]')
    await page.getByRole('heading', { name: 'Việc cần làm' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/viec')
  })

  test('without a connection what is there stays, and says that it may be old', async () => {
    const { page, context } = await visit()
    await signIn(page, 'lanhdao', '/chi-so')
    await context.setOffline(true)
    await page.getByText('Mất kết nối: số liệu có thể đã cũ').waitFor({ timeout: 30_000 })
    expect(await page.locator('.indicator-table').count()).toBe(1)
    expect(await accessProblems(page)).toEqual([])
    await picture(page, 'vi-desk-mat-ket-noi')
    await context.setOffline(false)
    await page.getByText('Đang cập nhật').waitFor({ timeout: 30_000 })
  })

  test('an answer that fails can be asked for again', async () => {
    const { page } = await visit()
    await signIn(page, 'lanhdao')
    const problem = {
      title: 'Máy chủ lỗi',
      status: 500,
      code: 'internal',
      detail: 'Máy chủ lỗi',
      request: 'so-9',
      failures: [],
    }
    await page.route('**/api/ranking?*', (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    )
    await page.goto(addressOf('/xep-hang?cap=commune'))
    await page.getByRole('heading', { name: 'Không lấy được số liệu' }).waitFor()
    await page.getByText('Mã yêu cầu: so-9').waitFor()
    expect(await accessProblems(page)).toEqual([])
    await picture(page, 'vi-desk-loi')
    await page.unroute('**/api/ranking?*')
    await page.getByRole('button', { name: 'Thử lại' }).click()
    await page.getByRole('row', { name: /Xã Lộc Thạnh/ }).waitFor()
  })

  test('no rights, an empty list, an unknown day: each in words', async () => {
    const { page } = await visit({ size: 'phone' })
    await signIn(page, 'nguoixem', '/dien-bien')
    await page.getByRole('heading', { name: 'Bạn không có quyền xem phần này' }).waitFor()
    expect(await accessProblems(page)).toEqual([])
    await picture(page, 'vi-phone-khong-co-quyen')
    await page.goto(addressOf('/xep-hang?cap=commune&tim=khong-co-xa-nay'))
    await page.getByText('Không đơn vị nào khớp').waitFor()
    await page.goto(addressOf('/?tinh-den=2026-02-30'))
    await page.getByRole('heading', { name: 'Không lấy được số liệu' }).waitFor()
  })

  test('the whole way by keyboard', async () => {
    const { page } = await visit()
    await signIn(page, 'lanhdao', '/chi-so')
    await page.locator('body').press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Đến nội dung chính')
    await page.keyboard.press('Enter')
    await page.locator('.indicator-table a').first().focus()
    await page.keyboard.press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    await settled(page)
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press('Tab')
      expect(
        await page.evaluate(
          `document.activeElement === document.body || document.activeElement.closest('dialog') !== null`,
        ),
      ).toBe(true)
    }
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })

  test('at 400 % nothing has to be scrolled sideways but tables', async () => {
    const { page } = await visit()
    await page.setViewportSize({ width: 341, height: 192 })
    await signIn(page, 'lanhdao')
    for (const path of ['/', '/chi-so', '/chi-so/on-time', '/xep-hang', '/dien-bien', '/viec']) {
      await page.goto(addressOf(path))
      await page.waitForSelector('h1')
      await settled(page)
      expect([path, await page.evaluate('document.documentElement.scrollWidth <= 341')]).toEqual([path, true])
    }
  })

  test('on paper: A4, without what can only be pressed', async () => {
    const { page } = await visit()
    await signIn(page, 'lanhdao', '/chi-so?don-vi=H99.06')
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.toString('latin1').match(/\/MediaBox ?\[0 0 59[45][.\d]* 84[12][.\d]*\]/g)).not.toBeNull()
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 680, height: 980 })
    expect(await page.locator('nav:visible, .question:visible, button:visible').count()).toBe(0)
    await page.getByText('Sở Nông nghiệp và Môi trường · ').waitFor()
    await picture(page, 'vi-giay-bang-chi-so')
  })

  test('on paper: what was opened alone, below what says that the data is made up; a chart as wide as the page', async () => {
    const { page } = await visit()
    await signIn(page, 'lanhdao', '/chi-so/on-time')
    await page.getByRole('dialog').waitFor()
    await page.emulateMedia({ media: 'print' })
    await page.locator('.arithmetic-ratio').waitFor()
    expect(await page.locator('.indicator-table:visible').count()).toBe(0)
    const [mark, opened] = [page.locator('.sample'), page.getByRole('dialog')]
    const [above, below] = [await mark.boundingBox(), await opened.boundingBox()]
    expect(below?.y).toBeGreaterThanOrEqual((above?.y ?? 0) + (above?.height ?? Number.NaN))
    await page.emulateMedia({ media: 'screen' })
    await page.goto(addressOf('/dien-bien'))
    await page.locator('canvas').waitFor()
    const width = async () => (await page.locator('canvas').boundingBox())?.width ?? 0
    expect(await width()).toBeGreaterThan(1_000)
    await page.emulateMedia({ media: 'print' })
    await expect.poll(width).toBe(680)
  })

  test('usable within seconds on a slow line and a slow processor', async () => {
    const { page, context } = await visit()
    await signIn(page, 'lanhdao')
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.clearBrowserCache')
    // Slow 4G, 1.6 Mbit/s and 150 ms, and a processor of a quarter of the speed. The goal is 2 s on a quiet machine.
    const line = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 }
    await devtools.send('Network.emulateNetworkConditions', line)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    const start = performance.now()
    await page.goto(addressOf('/'), { waitUntil: 'commit' })
    await page.waitForSelector('.score-figure')
    const total = performance.now() - start
    await page.waitForSelector('.losses li')
    const whole = performance.now() - start
    process.stdout.write(`first load, line and processor slowed: total ${Math.round(total)} ms, `)
    process.stdout.write(`losses ${Math.round(whole)} ms\n`)
    expect(total).toBeLessThan(6_000)
  })
})
