import { join } from 'node:path'
import { expect, test } from 'vitest'
import { observation } from '../../test/crash/observations.ts'
import { codesOf, scratchFolder, valueOf } from '../../test/crash/scratch.ts'
import { atConsole } from '../access/author.ts'
import { instant } from '../core/time/instant.ts'
import { openFolderAccess } from './access.ts'
import { initInstallation, openInstallation } from './installation.ts'

const clock = () => instant(Date.UTC(2026, 11, 1))
const password = 'con trâu đi trước cái cày'

function unitRow(code: string, parent: string | null) {
  const rest = { level: 'department', validFrom: null, validTo: null, predecessors: [], aliases: [] }
  return observation({ kind: 'unit', key: code, body: { code, name: code, parent, ...rest } })
}

/** A folder that was told no unit when it was made. */
function nameless(): string {
  const folder = join(scratchFolder(), 'data')
  return valueOf(initInstallation(folder, { unit: null }, clock))
}

test('the province is the top of the list where none was named, also beside whoever has the ledger', async () => {
  const folder = nameless()
  const { ledger } = valueOf(openInstallation(folder, clock))
  valueOf(ledger.append([unitRow('H99.01', 'H99'), unitRow('H99', null)]))
  const { access, root } = valueOf(openFolderAccess(folder, clock))
  expect(root).toBe('H99')
  for (const [login, unit] of [
    ['admin', 'H99'],
    ['so', 'H99.01'],
  ] as const)
    valueOf(await access.accounts.add(atConsole, { login, name: login, role: 'admin', unit, password }))
  expect(codesOf(access.accounts.disable(atConsole, 'admin'))).toEqual(['last-admin'])
  expect(valueOf(access.accounts.disable(atConsole, 'so')).disabled).toBe(true)
  access.close()
  valueOf(ledger.append([unitRow('H99.02', 'H99')])) // its lock is still its own
  ledger.close()
  const again = valueOf(openFolderAccess(folder, clock))
  expect(again.root).toBe('H99')
  again.access.close()
})

test('without a list there is none yet', () => {
  const { access, root } = valueOf(openFolderAccess(nameless(), clock))
  expect(root).toBeNull()
  access.close()
})
