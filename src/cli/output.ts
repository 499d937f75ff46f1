import type { Command } from 'commander'
import { failureCatalogue, failureText, type Failure, type Result } from '../core/failure.ts'
import type { Language } from '../core/words.ts'

/** What every command is asked for. */
export type Asked = { readonly json: boolean; readonly language: Language }

export function asked(command: Command): Asked {
  const options: { json?: boolean; lang?: Language } = command.optsWithGlobals()
  return { json: options.json === true, language: options.lang ?? 'vi' }
}

export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}

/** The value, or null after the problems were said; the exit code is that of the first one. */
export function valueOf<T>(result: Result<T>, { json, language }: Asked): T | null {
  if (result.ok) return result.value
  const { failures } = result
  if (json) printJson({ failures: failures.map((item) => failureJson(item, language)) })
  for (const item of failures) process.stderr.write(`${item.code}: ${failureText(item, language)}\n`)
  process.exitCode = failures[0] ? failureCatalogue[failures[0].code].exit : 1
  return null
}

function failureJson(item: Failure, language: Language) {
  const { code, place } = item
  return { code, message: failureText(item, language), place }
}
