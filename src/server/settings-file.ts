import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Failure, failed, failure, type Result } from '../core/failure.ts'
import { problemWords } from '../core/problem.ts'
import { YamlFile } from '../core/yaml-file.ts'
import { type ServerSettings, serverSettings, type Setting, settingsList } from './settings.ts'

export const settingsFile = 'chiso.server.yaml'

export type Environment = Readonly<Record<string, string | undefined>>

/** Read by the mains and by tests, not a setting of the server. */
const otherNames: ReadonlySet<string> = new Set(['CHISO_DATA', 'CHISO_FLIPS', 'CHISO_SEED'])

/**
 * The settings of a data folder: its file, if there is one, and over it the environment. A key that is not known is
 * refused in either: a limit that was misspelt is no limit. Failures: yaml-invalid, setting-invalid.
 */
export function readSettings(folder: string, environment: Environment): Result<ServerSettings> {
  const inFile = fileSettings(folder)
  return inFile.ok ? overlaid(inFile.value, environment) : inFile
}

function fileSettings(folder: string): Result<ServerSettings> {
  const path = join(folder, settingsFile)
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (text.trim() === '') return { ok: true, value: serverSettings.parse({}) }
  const file = YamlFile.parse(text, settingsFile)
  if (!file.ok) return file
  const checked = file.value.check(serverSettings)
  if ('problems' in checked) return file.value.failures('setting-invalid', checked.problems)
  return { ok: true, value: checked.data }
}

function overlaid(settings: ServerSettings, environment: Environment): Result<ServerSettings> {
  const failures = unknownNames(environment).map((name) =>
    failure('setting-invalid', {
      field: name,
      reason: { vi: 'không có thiết đặt này', en: 'there is no such setting' },
    }),
  )
  const whole = structuredClone<Record<string, unknown>>({ ...settings })
  for (const setting of settingsList) {
    const text = environment[setting.environment]
    if (text === undefined || text === '') continue
    const parsed = leafOf(setting, text)
    if (parsed.ok) put(whole, setting.path, parsed.value)
    else failures.push(...parsed.failures)
  }
  if (failures.length > 0) return { ok: false, failures }
  return { ok: true, value: serverSettings.parse(whole) }
}

function unknownNames(environment: Environment): readonly string[] {
  const known = new Set(settingsList.map((setting) => setting.environment))
  return Object.keys(environment).filter(
    (name) => name.startsWith('CHISO_') && !known.has(name) && !otherNames.has(name),
  )
}

/** A text of the environment as what the setting is: whatever it can be read as, the schema decides. */
function leafOf({ environment, schema }: Setting, text: string): Result<unknown> {
  const candidates: unknown[] = [text, text === 'true' ? true : text === 'false' ? false : text]
  if (/^-?\d{1,15}$/.test(text)) candidates.push(Number(text))
  if (/^[[{]/.test(text)) candidates.push(jsonOf(text))
  const parsed = candidates.map((value) => schema.safeParse(value, { reportInput: true }))
  const good = parsed.find((item) => item.success)
  if (good?.success) return { ok: true, value: good.data }
  const failures: Failure[] = (parsed.at(-1)?.error?.issues ?? []).map((issue) =>
    failure('setting-invalid', { field: environment, reason: problemWords(issue) }),
  )
  return failures.length > 0 ? { ok: false, failures } : failed('setting-invalid', { field: environment, reason: text })
}

/** Lists and tables stand in the environment as JSON; anything else is for the schema to refuse. */
function jsonOf(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return text
  }
}

function put(whole: Record<string, unknown>, [first = '', second]: readonly string[], value: unknown): void {
  const inner = whole[first]
  if (second === undefined) whole[first] = value
  else if (typeof inner === 'object' && inner !== null) whole[first] = { ...inner, [second]: value }
}
