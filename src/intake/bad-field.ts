import type { Params } from '../core/words.ts'
import type { Reason } from './reason.ts'

/** Thrown where a value cannot be taken, and caught by the reader of the row, which puts the row in quarantine. */
export class BadField extends Error {
  readonly reason: Reason
  readonly column: string
  readonly value: unknown
  readonly params: Params

  constructor(reason: Reason, column: string, value: unknown, params: Params = {}) {
    super(reason)
    this.reason = reason
    this.column = column
    this.value = value
    this.params = params
  }
}
