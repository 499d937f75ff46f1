import { Refusal } from './failure.ts'
import { limits } from './limits.ts'

/** Parses JSON of bounded depth. Failures: json-invalid, too-deep. */
export function parseJson(text: string): unknown {
  refuseDepth(text)
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return value
  } catch (error) {
    const { message } = error instanceof Error ? error : { message: String(error) }
    throw new Refusal('json-invalid', { reason: message.slice(0, 200) }, lineOf(text, message))
  }
}

/** Brackets outside strings, counted without building anything. */
function refuseDepth(text: string): void {
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (quoted) {
      if (char === 0x5c) i++
      else if (char === 0x22) quoted = false
    } else if (char === 0x22) quoted = true
    else if (char === 0x5b || char === 0x7b) {
      if (++depth > limits.depth)
        throw new Refusal('too-deep', { limit: limits.depth }, { line: text.slice(0, i).split('\n').length })
    } else if (char === 0x5d || char === 0x7d) depth--
  }
}

function lineOf(text: string, message: string) {
  const position = /position (\d+)/.exec(message)?.[1]
  return position === undefined ? {} : { line: text.slice(0, Number(position)).split('\n').length }
}
