import type { SealedObservation } from '../../core/observation/observation.ts'
import { codeIn, type Fields } from '../field.ts'

/**
 * An observation under the version that its source gave it (`PhienBan`), where one numbers its versions: then the same
 * number with another content is a conflict, and not a new version. The mark keeps such numbers apart from versions that
 * are made from the content. Throws BadField.
 */
export function numbered(fields: Fields, observation: SealedObservation): SealedObservation {
  const given = codeIn(fields, 'PhienBan')
  return given === '' ? observation : { ...observation, version: `s:${given}` }
}
