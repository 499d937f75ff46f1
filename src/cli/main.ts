import { CommanderError } from 'commander'
import { instant } from '../core/time/instant.ts'
import { sayMisuse } from './misuse.ts'
import { program } from './program.ts'

const around = {
  clock: () => instant(Date.now()),
  dataFolder: process.env['CHISO_DATA'] ?? 'chiso-data',
  environment: process.env,
}

const chiso = program(around)
try {
  await chiso.parseAsync(process.argv)
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = sayMisuse(error, chiso)
}
