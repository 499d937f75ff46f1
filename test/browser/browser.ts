import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export type Found = { readonly browser: Browser } | { readonly reason: string }

/** A real browser: CHISO_BROWSER, what the machine has, or the one that comes as a package. */
export async function findBrowser(environment: Readonly<Record<string, string | undefined>>): Promise<Found> {
  const named = environment['CHISO_BROWSER']
  const reasons: string[] = []
  for (const candidate of [named, ...places].filter((path) => path !== undefined && existsSync(path)))
    try {
      return { browser: await chromium.launch({ executablePath: candidate ?? '', args: flags }) }
    } catch (error) {
      reasons.push(`${candidate}: ${firstLine(error)}`)
    }
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    const executablePath = await packed.executablePath()
    // Its own flags are for a place without a display and without shared memory.
    return { browser: await chromium.launch({ executablePath, args: [...packed.args, ...flags], headless: true }) }
  } catch (error) {
    reasons.push(`@sparticuz/chromium: ${firstLine(error)}`)
  }
  return { reason: reasons.join('; ') }
}

function firstLine(error: unknown): string {
  return String(error).split('\n')[0] ?? ''
}
