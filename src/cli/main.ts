import { CommanderError } from 'commander'
import { program } from './program.ts'

try {
  await program().parseAsync(process.argv)
} catch (error) {
  // commander has already said what is wrong with the words of the call.
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
