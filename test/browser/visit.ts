import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, inject, onTestFinished } from 'vitest'
import { z } from 'zod'
import type { Language } from '../../src/core/words.ts'

/** Journeys of people, in a browser of their own each. */

export const sizes = { desk: { width: 1366, height: 768 }, phone: { width: 360, height: 780 } } as const
export type Size = keyof typeof sizes

const screens = fileURLToPath(new URL('./screens/', import.meta.url))
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser | null = null

/** For the top of a test file. */
export function useBrowser(): void {
  beforeAll(async () => {
    const endpoint = inject('browser')
    if (endpoint !== null) browser = await chromium.connect(endpoint)
  })
  afterAll(async () => {
    await browser?.close()
  })
}

export type VisitWish = {
  readonly size?: Size
  readonly language?: Language
  /** Past the content security policy: only for what tests put into a page. */
  readonly isOpen?: boolean
}

/** What went wrong in a page that nobody may have noticed: errors of scripts, of the console, requests that were refused. */
export type Visit = { readonly page: Page; readonly context: BrowserContext; readonly faults: string[] }

export async function visit({ size = 'desk', language = 'vi', isOpen = false }: VisitWish = {}): Promise<Visit> {
  if (browser === null) throw new Error('useBrowser() belongs at the top of the file')
  const context = await browser.newContext({ viewport: sizes[size], bypassCSP: isOpen, acceptDownloads: true })
  onTestFinished(() => context.close())
  await context.addInitScript((chosen) => localStorage.setItem('chiso-language', chosen), language)
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    // A request that was refused is told better by its answer.
    const isOfRequest = message.text().startsWith('Failed to load resource')
    if (message.type() === 'error' && !isOfRequest) faults.push(message.text())
  })
  page.on('response', (answer) => {
    if (answer.status() >= 400) faults.push(`${answer.status()} ${new URL(answer.url()).pathname}`)
  })
  page.on('requestfailed', (request) => {
    // A page that is left takes back what it has asked.
    const why = request.failure()?.errorText ?? ''
    if (why !== 'net::ERR_ABORTED') faults.push(`${why} ${new URL(request.url()).pathname}`)
  })
  return { page, context, faults }
}

export function addressOf(path: string): string {
  return inject('address') + path
}

export async function signIn(page: Page, login: string, path = '/'): Promise<void> {
  await page.goto(addressOf(path))
  await page.fill('#login', login)
  await page.fill('#password', inject('password'))
  await page.click('button[type=submit]')
  await page.waitForSelector('.page-head')
  await settled(page)
}

/** Nothing is being fetched, and nothing is shown as old or on its way. What runs in the page is text: here is no DOM. */
export async function settled(page: Page): Promise<void> {
  const unsettled = page.locator('.loading, [aria-busy="true"]')
  for (let tries = 0; (await unsettled.count()) > 0; tries++) {
    if (tries > 400) throw new Error(`never settles: ${page.url()}`)
    await page.waitForTimeout(50)
  }
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}

export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(screens, { recursive: true })
  const size = page.viewportSize()
  const inDialog = Number(await page.evaluate(`document.querySelector('dialog[open] > *')?.scrollHeight ?? 0`))
  // What is opened over a page scrolls by itself: all of it is wanted.
  if (size !== null && inDialog > size.height)
    await page.setViewportSize({ ...size, height: Math.min(inDialog, 6_000) })
  await page.screenshot({ path: join(screens, `${name}.png`), fullPage: inDialog === 0 })
  if (size !== null) await page.setViewportSize(size)
}

const found = z.array(z.string())
const run = `axe
  .run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  .then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => [id, target, failureSummary].join(' '))))`

/** What axe finds, each as a line: the rule, what it is about, why. */
export async function accessProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe)
  return found.parse(await page.evaluate(run))
}
