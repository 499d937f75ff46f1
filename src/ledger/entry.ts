import { Refusal } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { canonicalJson } from '../core/observation/canonical.ts'
import type { Observation, SealedObservation } from '../core/observation/observation.ts'
import { sha256 } from './chain.ts'

/** An observation made ready for its row: checked, with its body as canonical JSON and the hash of that. */
export type Entry = {
  readonly observation: Observation
  readonly body: string
  readonly bodyHash: string
}

/** Control characters and halves of surrogate pairs do not survive the way into UTF-8 text and back. */
const identity = new RegExp(String.raw`^[^\p{Cc}\p{Cs}]{1,${limits.identityCharacters}}$`, 'u')
const hexHash = /^[0-9a-f]{64}$/

/** Failure: observation-invalid, with the row counted from 1. */
export function entryOf(observation: Observation | SealedObservation, row: number): Entry {
  try {
    checkFields(observation)
    const isSealed = 'text' in observation
    const body = isSealed ? observation.text : canonicalJson(observation.body)
    if (body.length > limits.observationCharacters) {
      throw invalid('body', `${body.length} characters; at most ${limits.observationCharacters}`)
    }
    const bodyHash = isSealed ? observation.textHash : sha256(body)
    if (!hexHash.test(bodyHash)) throw invalid('textHash', 'not a SHA-256 in lower-case hexadecimal')
    return { observation, body, bodyHash }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(error.failure.code, error.failure.params, { row })
  }
}

function checkFields({ source, key, version, originalHash, sourceTime }: Omit<Observation, 'body'>): void {
  for (const [field, text] of [
    ['source', source],
    ['key', key],
    ['version', version],
  ] as const) {
    if (!identity.test(text)) {
      throw invalid(field, `1 to ${limits.identityCharacters} characters, none of them a control character`)
    }
  }
  if (!hexHash.test(originalHash)) throw invalid('originalHash', 'not a SHA-256 in lower-case hexadecimal')
  if (sourceTime !== null && !Number.isSafeInteger(sourceTime)) throw invalid('sourceTime', 'not whole milliseconds')
}

function invalid(field: string, reason: string): Refusal {
  return new Refusal('observation-invalid', { field, reason })
}
