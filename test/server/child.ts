import { randomUUID } from 'node:crypto'
import { openAccess } from '../../src/access/access.ts'
import { atConsole } from '../../src/access/author.ts'
import { instant } from '../../src/core/time/instant.ts'
import { countingOf } from '../../src/office/counting/counting.ts'
import { initInstallation } from '../../src/office/installation.ts'
import { accessGate } from '../../src/server/access-gate.ts'
import { openDesk } from '../../src/server/desk-thread.ts'
import { Kept } from '../../src/server/kept.ts'
import { jsonLog } from '../../src/server/log.ts'
import { servedSizes, startServer } from '../../src/server/serve.ts'
import { serverSettings } from '../../src/server/settings.ts'
import { valueOf } from '../crash/scratch.ts'

/**
 * A server in a process of its own, as `chiso serve` wires it: `node child.ts <folder>`. Makes the folder where there is none,
 * and in it the administrator `do`, says on standard error its port, a token and that account's password, logs to standard
 * output, and stops on SIGTERM.
 */
const [folder = ''] = process.argv.slice(2)
const clock = () => instant(Date.now())
initInstallation(folder, { unit: 'H99' }, clock) // a folder that is there already is what it was
const { installation, desk } = valueOf(await openDesk(folder, servedSizes))
const access = valueOf(openAccess(folder, { clock, cost: { logN: 4, r: 8, p: 1 } }))
const { token } = valueOf(access.tokens.issue(atConsole, { source: 'mot-cua', name: 'thử', unit: 'H99' }))
const account = { login: 'do', name: 'Đo', role: 'admin', unit: 'H99', password: randomUUID() } as const
const standing = valueOf(access.accounts.get(account.login))
if (standing === null) valueOf(await access.accounts.add(atConsole, account))
else valueOf(await access.accounts.setPassword(atConsole, account.login, account.password))
const settings = serverSettings.parse({ port: 0, openMetrics: true, limits: { streams: 2_000 } })
const started = await startServer({
  installation,
  counting: await countingOf(installation, { workers: 1 }),
  desk,
  access,
  gate: (scope) => accessGate({ access, signOn: null, kept: new Kept(clock), isPublic: false }, scope),
  settings,
  log: jsonLog(settings, clock),
  clock,
  stopwatch: () => performance.now(),
  newId: randomUUID,
})
const running = valueOf(started)
process.on('SIGTERM', () => void running.stop())
process.stderr.write(`port ${running.port} ${token} ${account.password}\n`)
