import { failureCatalogue, failureText } from '../core/failure.ts'
import { instant } from '../core/time/instant.ts'
import { runServer } from './run.ts'

/** For whoever starts the server without the command line: `CHISO_DATA=… node src/server/main.ts`. */
const served = await runServer({
  folder: process.env['CHISO_DATA'] ?? 'chiso-data',
  environment: process.env,
  clock: () => instant(Date.now()),
  overrides: {},
  onStarted: ({ firstAdmin }) => {
    if (firstAdmin !== null) process.stderr.write(`${firstAdmin.login}: ${firstAdmin.password}\n`)
  },
})
if (!served.ok) {
  for (const item of served.failures) process.stderr.write(`${item.code}: ${failureText(item, 'vi')}\n`)
  process.exitCode = served.failures[0] ? failureCatalogue[served.failures[0].code].exit : 1
}
