import { BadField } from '../bad-field.ts'
import { type Fields, isFields } from '../field.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The fields of a row that was cut out as bytes. `colons` outside its strings tell whether a key stands twice. */
export function rowFields(bytes: Uint8Array, colons: number): Fields {
  const value = parsed(decoded(bytes))
  if (keysOf(value) !== colons) throw new BadField('json-duplicate-key', '', '')
  if (!isFields(value)) throw new BadField('row-shape', '', value)
  return value
}

function decoded(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new BadField('not-utf8', '', '')
  }
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    throw new BadField('json-invalid', '', '')
  }
}

/** Of a value no deeper than the splitter lets through. JSON.parse keeps the last of two equal keys and does not say so. */
function keysOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + keysOf(item), 0)
  if (!isFields(value)) return 0
  const keys = Object.keys(value)
  let sum = keys.length
  for (const key of keys) {
    const item = value[key]
    if (typeof item === 'object') sum += keysOf(item)
  }
  return sum
}

/** What stood before `data`: {"madonvi":"H15", …,"data": becomes an object again. Nothing known when it is none. */
export function envelopeFields(before: Uint8Array): Fields {
  try {
    const value: unknown = JSON.parse(`${utf8.decode(before)}null}`)
    return isFields(value) ? value : {}
  } catch {
    return {}
  }
}
