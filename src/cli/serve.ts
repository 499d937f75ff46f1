import type { Command } from 'commander'
import { failed, type Result } from '../core/failure.ts'
import { runServer, type Started } from '../server/run.ts'
import { type Around, folderCommand } from './around.ts'
import { asked, valueOf } from './output.ts'
import { firstAdminText } from './show/started.ts'

type Options = { readonly data: string; readonly host?: string; readonly port?: string }

export function serve(around: Around): Command {
  return folderCommand('serve', around)
    .description('chạy máy chủ / run the server')
    .option('--host <address>', 'địa chỉ lắng nghe / address to listen on')
    .option('--port <number>', 'cổng / port')
    .action(async ({ data, host, port }: Options, command: Command) => {
      const ask = asked(command)
      const wished = portOf(port)
      if (!wished.ok) return void valueOf(wished, ask)
      const { clock, environment } = around
      const overrides = {
        ...(host !== undefined && { host }),
        ...(wished.value !== undefined && { port: wished.value }),
      }
      // Standard output is the log; what a person is told goes beside it.
      const onStarted = ({ address, firstAdmin }: Started) => {
        const first = firstAdmin === null ? '' : `${firstAdminText(firstAdmin, ask.language)}\n`
        process.stderr.write(`${address}\n${first}`)
      }
      valueOf(await runServer({ folder: data, environment, clock, overrides, onStarted }), ask)
    })
}

/** Failure: setting-invalid. */
export function portOf(text: string | undefined): Result<number | undefined> {
  if (text === undefined) return { ok: true, value: undefined }
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return { ok: true, value: Number(text) }
  return failed('setting-invalid', { field: 'port', reason: { vi: 'từ 0 đến 65535', en: '0 to 65535' } })
}
