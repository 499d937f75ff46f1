import { existsSync } from 'node:fs'
import { type BrowserServer, chromium } from 'playwright-core'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export type Launched = { readonly server: BrowserServer } | { readonly reason: string }

/** A real browser: CHISO_BROWSER, what the machine has, or the one that comes as a package. */
export async function launch(environment: Readonly<Record<string, string | undefined>>): Promise<Launched> {
  const named = environment['CHISO_BROWSER']
  const reasons: string[] = []
  for (const executablePath of [...(named === undefined ? [] : [named]), ...places].filter((path) => existsSync(path)))
    try {
      return { server: await chromium.launchServer({ executablePath, args: flags, headless: true }) }
    } catch (error) {
      reasons.push(`${executablePath}: ${firstLine(error)}`)
    }
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    const executablePath = await packed.executablePath()
    // Its own flags are for one page at a time.
    return { server: await chromium.launchServer({ executablePath, args: flags, headless: true }) }
  } catch (error) {
    reasons.push(`@sparticuz/chromium: ${firstLine(error)}`)
  }
  return { reason: reasons.join('; ') }
}

function firstLine(error: unknown): string {
  return String(error).split('\n')[0] ?? ''
}
