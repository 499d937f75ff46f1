import { asPercent, exact, type Exact, toFixed } from '../../src/core/exact.ts'
import { numberText } from '../../src/core/table/cell-text.ts'
import type { Language } from '../../src/core/words.ts'

/** Numbers as people read them: `75,02%`, `1.234.567` and `75.02%`, `1,234,567`. Digits are moved, never computed. */

const none = '–'

function mark(language: Language): ',' | '.' {
  return language === 'vi' ? ',' : '.'
}

/** A number of a JSON answer as the exact value that was sent. */
export function sent(value: number): Exact {
  const digits = numberText(Math.abs(value)).replace(',', '.')
  return value < 0 ? exact(digits).neg() : exact(digits)
}

export function pointsText(value: number | Exact | null, language: Language, decimals = 2): string {
  if (value === null) return none
  return toFixed(typeof value === 'number' ? sent(value) : value, decimals, mark(language))
}

/** With a sign, and a true minus: `+0,41`, `−1,20`. */
export function changeText(value: Exact, language: Language, decimals = 2): string {
  const text = toFixed(value.abs(), decimals, mark(language))
  return `${value.s < 0n ? '−' : value.n === 0n ? '±' : '+'}${text}`
}

export function ratioText(ratio: number | null, language: Language): string {
  return ratio === null ? none : `${toFixed(asPercent(sent(ratio)), 2, mark(language))}%`
}

/** A rate that a file gives in percent: 80 as `80%`. */
export function percentText(value: number, language: Language): string {
  return `${language === 'vi' ? numberText(value) : numberText(value).replace(',', '.')}%`
}

/** A maximum or target with no more decimals than it has: `18`, `17,5`. */
export function plainText(value: number | null, language: Language): string {
  if (value === null) return none
  return language === 'vi' ? numberText(value) : numberText(value).replace(',', '.')
}

export function countText(value: number | null, language: Language): string {
  if (value === null) return none
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',')
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Of a thousand each, to one decimal: `1,5 GB`. */
export function bytesText(bytes: number, language: Language): string {
  let size = bytes
  let step = 0
  while (size >= 1000 && step < units.length - 1) {
    size /= 1000
    step++
  }
  const text = step === 0 ? String(size) : size.toFixed(1)
  return `${language === 'vi' ? text.replace('.', ',') : text} ${units[step] ?? ''}`
}
