import type { Locator, Page } from 'playwright-core'
import { describe, expect, inject, test } from 'vitest'
import type { Language } from '../../src/core/words.ts'
import { accessProblems, addressOf, picture, settled, signIn, type Size, useBrowser, visit } from './visit.ts'

/** Every page and state: nothing that axe finds, nothing wider than the screen, no fault in the console; and a picture. */

useBrowser()
const isMissing = inject('browser') === null

const shown: readonly (readonly [name: string, path: string])[] = [
  ['tong-quan', '/'],
  ['tong-quan-so', '/?don-vi=H99.06'],
  ['bang-chi-so', '/chi-so?don-vi=H99.06'],
  ['cach-tinh', '/chi-so/on-time'],
  ['thoi-gian', '/chi-so/mean-handling-time'],
  ['danh-sach', '/chi-so/on-time/danh-sach'],
  ['ho-so', '/ho-so/H99.06-260918-0002'],
  ['xep-hang', '/xep-hang'],
  ['xep-hang-tinh', '/xep-hang?cap=province'],
  ['so-sanh', '/xep-hang?cap=commune&tim=xa&so-sanh=H99.50.07,H99.50.11'],
  ['dien-bien', '/dien-bien'],
  ['dien-bien-6-thang', '/dien-bien?theo=halves&so=on-time.rate'],
  ['dien-bien-9-thang', '/dien-bien?theo=nines&ky=2026-9M'],
  ['viec', '/viec?loai=overdue'],
  ['khong-co-trang', '/khong-co'],
  ['ho-so-khong-co', '/ho-so/KHONG-CO'],
]

const views: readonly (readonly [Language, Size])[] = [
  ['vi', 'desk'],
  ['vi', 'phone'],
  ['en', 'desk'],
  ['en', 'phone'],
]

async function hrefsOf(links: Locator): Promise<readonly string[]> {
  const found = await Promise.all((await links.all()).map((link) => link.getAttribute('href')))
  return found.map(String)
}

async function shows(page: Page, path: string): Promise<void> {
  await page.goto(addressOf(path))
  await page.waitForSelector('.page-head')
  await settled(page)
  expect.soft(await page.locator('[role=alert]').count(), path).toBe(0)
}

describe.skipIf(isMissing)('whatever the menu offers', () => {
  test.each(['admin', 'chuyenvien', 'lanhdao', 'so-nnmt', 'xa-loc-thanh', 'nguoixem'])(
    'works for %s, without a refused request or an error in the console',
    async (login) => {
      const { page, faults } = await visit()
      await signIn(page, login)
      const links = await hrefsOf(page.locator('#pages a'))
      expect(links.length).toBeGreaterThan(3)
      for (const link of links) {
        await shows(page, link)
        for (const view of await hrefsOf(page.locator('nav.choices a:not([aria-current])'))) await shows(page, view)
      }
      expect(faults).toEqual([])
    },
  )
})

describe.skipIf(isMissing)('pages', () => {
  test.each(views)('in %s at the %s', { timeout: 240_000 }, async (language, size) => {
    const { page, faults } = await visit({ language, size })
    await page.goto(addressOf('/'))
    await page.waitForSelector('#login')
    expect.soft(await accessProblems(page), 'dang-nhap').toEqual([])
    await picture(page, `${language}-${size}-dang-nhap`)
    await signIn(page, 'admin')
    const width = page.viewportSize()?.width
    for (const [name, path] of shown) {
      await page.goto(addressOf(path))
      await page.waitForSelector('h1, [role=alert]')
      await settled(page)
      expect.soft(await accessProblems(page), name).toEqual([])
      expect.soft(await page.evaluate('document.documentElement.scrollWidth'), name).toBeLessThanOrEqual(width ?? 0)
      await picture(page, `${language}-${size}-${name}`)
    }
    expect(faults).toEqual(['404 /api/dossiers/KHONG-CO'])
  })
})
