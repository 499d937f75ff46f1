import { CommanderError } from 'commander'
import { instant } from '../core/time/instant.ts'
import { program } from './program.ts'

const around = {
  clock: () => instant(Date.now()),
  dataFolder: process.env['CHISO_DATA'] ?? 'chiso-data',
  environment: process.env,
}

try {
  await program(around).parseAsync(process.argv)
} catch (error) {
  // commander has already said what is wrong with the words of the call.
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
