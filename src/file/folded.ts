import { Refusal, type Place } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { tidy } from '../core/text/fold.ts'
import { refuseLegacyText } from './legacy-text.ts'

/**
 * The text of a cell or line as blocks hold it: NFC, white space folded to single blanks, trimmed, without the
 * characters nobody sees. Refuses text that is too long or in an old font.
 */
export function folded(text: string, place: Place): string {
  if (text.length > limits.cellCharacters) throw new Refusal('cell-too-long', { limit: limits.cellCharacters }, place)
  // Before soft hyphens go: in TCVN3 that character is the letter ư.
  refuseLegacyText(text, place)
  return tidy(text.replaceAll(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').replaceAll(/\p{Cc}/gu, ' '))
}
