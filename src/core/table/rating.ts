import { fold } from '../text/fold.ts'

/** "Xếp loại", "Xếp hạng": a row that no index set has, that belongs in a table all the same and brings no points. */
export function isRatingName(name: string): boolean {
  return /^xep (?:loai|hang)/.test(fold(name))
}
