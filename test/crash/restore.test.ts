import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { verifyAudit } from '../../src/access/audit-verify.ts'
import { openAccess } from '../../src/access/access.ts'
import { atConsole } from '../../src/access/author.ts'
import { instantOf } from '../../src/ledger/row.ts'
import { backupFolder } from '../../src/office/backup.ts'
import { initInstallation, openInstallation } from '../../src/office/installation.ts'
import { restoreFolder } from '../../src/office/restore.ts'
import { observation, randomOf } from './observations.ts'
import { scratchFolder, valueOf } from './scratch.ts'

/** kill -9 while a backup is put back: the folder is the old one, or the new one, or not opened. Never some of each. */

const seed = 766
const kills = 20
const clock = () => instantOf(1000)

/** A backup of a folder with so many observations, and a token for each. */
async function backupOf(data: string, rows: number): Promise<string> {
  const { ledger } = valueOf(openInstallation(data, clock))
  const access = valueOf(openAccess(data, { clock }))
  while (ledger.watermark() < rows) {
    valueOf(ledger.append([observation({ key: `K${ledger.watermark()}` })]))
    valueOf(access.tokens.issue(atConsole, { source: 'mot-cua', name: 'x', unit: 'H99' }))
  }
  ledger.close()
  access.close()
  const target = join(scratchFolder(), 'kept')
  valueOf(await backupFolder(data, target, clock()))
  return target
}

function rowsIn(data: string): { readonly observations: number; readonly tokens: number } | null {
  const opened = openInstallation(data, clock)
  if (!opened.ok) {
    expect(opened.failures.map(({ code }) => code)).toEqual(['restore-unfinished'])
    return null
  }
  const observations = opened.value.ledger.watermark()
  opened.value.ledger.close()
  valueOf(verifyAudit(data))
  const access = valueOf(openAccess(data, { clock }))
  const tokens = valueOf(access.tokens.list(atConsole)).length
  access.close()
  return { observations, tokens }
}

test(`${kills} kills, seed ${seed}`, async () => {
  const data = join(scratchFolder(), 'data')
  valueOf(initInstallation(data, { unit: 'H99' }, clock))
  const backups = [await backupOf(data, 40), await backupOf(data, 90)]
  const random = randomOf(seed)
  const folder = join(scratchFolder(), 'again')
  cpSync(data, folder, { recursive: true })
  const script = fileURLToPath(new URL('restorer.ts', import.meta.url))
  const found = { old: 0, unfinished: 0 }
  for (let kill = 0; kill < kills; kill++) {
    const child = spawn(process.execPath, [script, folder, ...backups], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    await sleep(random(60))
    child.kill('SIGKILL')
    await once(child, 'exit')
    const rows = rowsIn(folder)
    if (rows === null) found.unfinished++
    else {
      found.old++
      expect([40, 90]).toContain(rows.observations)
      expect(rows.tokens).toBe(rows.observations)
    }
  }
  expect(found.old).toBeGreaterThan(0)
  expect(found.unfinished).toBeGreaterThan(0)
  valueOf(await restoreFolder(backups[1] ?? '', folder, { overwrite: true, clock }))
  expect(rowsIn(folder)).toEqual({ observations: 90, tokens: 90 })
})
