import { Refusal } from '../failure.ts'
import { limits } from '../limits.ts'

/**
 * The one text of a JSON value: no spaces, the keys of every object in the order of their UTF-16 units. Two bodies that
 * mean the same have the same text, so equal hashes mean equal bodies. Fields that are `undefined` are absent, as in
 * JSON.stringify; whatever else JSON cannot hold is refused with its field. Failure: observation-invalid.
 */
export function canonicalJson(value: unknown): string {
  return textOf(value, 'body', 0)
}

function textOf(value: unknown, field: string, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return numberText(value, field)
  if (typeof value !== 'object') throw refusal(field, `${typeof value} is not JSON`)
  if (depth >= limits.depth) throw refusal(field, `nested more than ${limits.depth} levels deep`)
  return Array.isArray(value) ? arrayText(value, field, depth + 1) : objectText(value, field, depth + 1)
}

function numberText(value: number, field: string): string {
  if (!Number.isFinite(value)) throw refusal(field, `${value} is not JSON`)
  return String(value) // as JSON.stringify writes it; -0 is 0
}

function arrayText(items: readonly unknown[], field: string, depth: number): string {
  let text = '['
  for (let index = 0; index < items.length; index++) {
    text += (index === 0 ? '' : ',') + textOf(items[index], field, depth)
  }
  return `${text}]`
}

function objectText(value: object, field: string, depth: number): string {
  if (!isPlain(value)) throw refusal(field, 'an object that is not plain is not JSON')
  let text = ''
  for (const { key, quoted } of shapeOf(Object.keys(value), depth)) {
    const item = value[key]
    if (item === undefined) continue
    text += (text === '' ? '{' : ',') + quoted + textOf(item, depth === 1 ? key : field, depth)
  }
  return text === '' ? '{}' : `${text}}`
}

/** The keys of an object in order, each as it is written. */
type Shape = readonly { readonly key: string; readonly quoted: string }[]

/**
 * The last shape at each depth: rows of one source have the same fields, and to sort and quote them anew for every row
 * takes longer than all the rest.
 */
const shapes: { readonly keys: readonly string[]; readonly shape: Shape }[] = []

function shapeOf(keys: readonly string[], depth: number): Shape {
  const last = shapes[depth]
  if (last?.keys.length === keys.length && last.keys.every((key, index) => key === keys[index])) return last.shape
  const shape = keys.toSorted().map((key) => ({ key, quoted: `${JSON.stringify(key)}:` }))
  shapes[depth] = { keys, shape }
  return shape
}

function isPlain(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function refusal(field: string, reason: string): Refusal {
  return new Refusal('observation-invalid', { field: field.slice(0, 100), reason })
}
