import type { Command, CommanderError } from 'commander'
import { failure, type Failure, failureCatalogue, failureText } from '../core/failure.ts'
import type { Language } from '../core/words.ts'

/** The words that a message of commander puts in quotes, in their order. */
function quotedIn(message: string): readonly string[] {
  return [...message.matchAll(/'([^']*)'/g)].map(([, word = '']) => word)
}

function hintIn(message: string): { vi: string; en: string } {
  const [, meant] = /\(Did you mean (?:one of )?(.+?)\?\)/s.exec(message) ?? []
  return meant === undefined ? { vi: '', en: '' } : { vi: ` Có phải ${meant} không?`, en: ` Did you mean ${meant}?` }
}

/** What commander found wrong with the words of a call, as a failure of the catalogue; null: nothing, or it said so itself. */
export function misuseOf({ code, message }: CommanderError): Failure | null {
  const [first = '', second = ''] = quotedIn(message)
  const hint = hintIn(message)
  switch (code) {
    case 'commander.unknownCommand':
      return failure('command-unknown', { name: first, hint })
    case 'commander.unknownOption':
      return failure('option-unknown', { option: first, hint })
    case 'commander.missingMandatoryOptionValue':
      return failure('option-required', { option: first })
    case 'commander.optionMissingArgument':
      return failure('option-value-missing', { option: first })
    case 'commander.invalidArgument': {
      const choices = /Allowed choices are (.+)\.$/s.exec(message)?.[1] ?? ''
      return failure('option-value-invalid', { option: first, value: second, choices })
    }
    case 'commander.missingArgument':
      return failure('argument-required', { name: first })
    case 'commander.excessArguments':
      return failure('arguments-too-many', { words: /got \d+: (.+)\.$/s.exec(message)?.[1] ?? '' })
    default:
      return null
  }
}

/** Says what is wrong in the language that was asked for. Answers with the exit code. */
export function sayMisuse(error: CommanderError, chiso: Command): number {
  const misuse = misuseOf(error)
  if (misuse === null) {
    if (error.exitCode !== 0 && error.code !== 'commander.help') process.stderr.write(`${error.message}\n`)
    return error.exitCode === 0 ? 0 : 2
  }
  const { lang = 'vi' }: { lang?: Language } = chiso.opts()
  process.stderr.write(`${misuse.code}: ${failureText(misuse, lang)}\n`)
  return failureCatalogue[misuse.code].exit
}
