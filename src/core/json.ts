import { Refusal } from './failure.ts'
import { limits } from './limits.ts'

/**
 * Parses JSON of bounded depth, without what JSON.parse takes in silence: a key given twice, of which the last would win,
 * and a number with a fraction that a double cannot hold. Failures: json-invalid, json-duplicate, json-number, too-deep.
 */
export function parseJson(source: string): unknown {
  const text = source.replace(/^\uFEFF/, '')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const { message } = error instanceof Error ? error : { message: String(error) }
    refuseDepth(text)
    throw new Refusal('json-invalid', { reason: message.slice(0, 200) }, lineOf(text, message))
  }
  scan(text)
  return value
}

type Open = { readonly keys: Set<string> | null }

/** One pass over text that is known to be JSON: depth, keys, numbers. */
function scan(text: string): void {
  const open: Open[] = []
  const at = (offset: number) => ({ line: text.slice(0, offset).split('\n').length })
  const tokens = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\]]|-?\d[\d.eE+-]*/g
  for (let match = tokens.exec(text); match; match = tokens.exec(text)) {
    const [token, colon] = match
    if (token === '{' || token === '[') {
      if (open.push({ keys: token === '{' ? new Set() : null }) > limits.depth)
        throw new Refusal('too-deep', { limit: limits.depth }, at(match.index))
    } else if (token === '}' || token === ']') open.pop()
    else if (colon !== undefined) {
      const key: unknown = JSON.parse(token.slice(0, -colon.length))
      const keys = open.at(-1)?.keys
      if (keys?.has(String(key)))
        throw new Refusal('json-duplicate', { key: String(key).slice(0, 100) }, at(match.index))
      keys?.add(String(key))
    } else if (token[0] !== '"' && losesFraction(token))
      throw new Refusal('json-number', { number: token.slice(0, 40) }, at(match.index))
  }
}

/** 9007199254740990.4 would be read as an integer. */
function losesFraction(token: string): boolean {
  return /\.\d*[1-9]/.test(token) && !/e/i.test(token) && Number.isInteger(Number(token))
}

/** Brackets outside strings, counted without building anything: for text that could not be parsed. */
function refuseDepth(text: string): void {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text[i]
    if (quoted) {
      if (char === '\\') i++
      else if (char === '"') quoted = false
    } else if (char === '"') quoted = true
    else if (char === '[' || char === '{') {
      if (++depth > limits.depth)
        throw new Refusal('too-deep', { limit: limits.depth }, { line: text.slice(0, i).split('\n').length })
    } else if (char === ']' || char === '}') depth--
  }
}

function lineOf(text: string, message: string) {
  const position = /position (\d+)/.exec(message)?.[1]
  return position === undefined ? {} : { line: text.slice(0, Number(position)).split('\n').length }
}
