import { randomUUID } from 'node:crypto'
import { openAccess } from '../../src/access/access.ts'
import { instant } from '../../src/core/time/instant.ts'
import { initInstallation, openInstallation } from '../../src/office/installation.ts'
import { memoryGate } from '../../src/server/fixtures/memory-gate.ts'
import { jsonLog } from '../../src/server/log.ts'
import { startServer } from '../../src/server/serve.ts'
import { serverSettings } from '../../src/server/settings.ts'

/**
 * A server in a process of its own, with the accounts of tests: `node child.ts <folder>`. Makes the folder where there is
 * none, says its port on standard error, logs to standard output, and stops on SIGTERM.
 */
const [folder = ''] = process.argv.slice(2)
const clock = () => instant(Date.now())
initInstallation(folder, { unit: 'H99' }, clock) // a folder that is there already is what it was
const installation = openInstallation(folder, clock)
if (!installation.ok) throw new Error(JSON.stringify(installation.failures))
const settings = serverSettings.parse({ port: 0, openMetrics: true })
const around = { clock, stopwatch: () => performance.now(), newId: randomUUID }
const gate = () => memoryGate({ clock })
const access = openAccess(folder, { clock })
if (!access.ok) throw new Error(JSON.stringify(access.failures))
const started = await startServer({
  installation: installation.value,
  access: access.value,
  gate,
  settings,
  log: jsonLog(settings, clock),
  ...around,
})
if (!started.ok) throw new Error(JSON.stringify(started.failures))
process.on('SIGTERM', () => void started.value.stop())
process.stderr.write(`port ${started.value.port}\n`)
