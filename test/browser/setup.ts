import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { instant } from '../../src/core/time/instant.ts'
import { WebFiles } from '../../src/server/web-files.ts'
import { launch } from './browser.ts'
import { served } from './served.ts'

/** One server on one sample province and one browser, for all tests of the project. */
declare module 'vitest' {
  interface ProvidedContext {
    address: string
    password: string
    token: string
    /** Where the browser listens; null where none could be started, with the reason. */
    browser: string | null
    noBrowser: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (!new WebFiles().isBuilt) throw new Error('web/dist is not there: npm run build')
  const folder = mkdtempSync(join(tmpdir(), 'chiso-browser-'))
  const found = await launch(process.env)
  const browser = 'server' in found ? found.server : null
  const server = await served({ folder: join(folder, 'data'), now: () => instant(Date.now()) })
  project.provide('address', server.address)
  project.provide('password', server.password)
  project.provide('token', server.token)
  project.provide('browser', browser?.wsEndpoint() ?? null)
  project.provide('noBrowser', 'reason' in found ? found.reason : '')
  return async () => {
    await browser?.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
