import { numberText } from '../../core/table/cell-text.ts'
import { type Exact, toFixed } from '../../core/exact.ts'
import type { Language, Words } from '../../core/words.ts'

/** A number for the reader's language: 17,69 or 17.69. */
export function decimal(value: Exact, decimals: number, language: Language): string {
  return toFixed(value, decimals, language === 'vi' ? ',' : '.')
}

/** Points with two decimals; a dash where there are none, which is not 0. */
export function points(value: Exact | null, language: Language): string {
  return value ? decimal(value, 2, language) : '–'
}

/** A difference with its sign: +0,29, −1,05, 0,00. */
export function signed(value: Exact, decimals: number, language: Language): string {
  const size = decimal(value.abs(), decimals, language)
  if (!/[1-9]/.test(size)) return size
  return `${value.compare(0) < 0 ? '−' : '+'}${size}`
}

export function plainNumber(value: number, language: Language): string {
  return language === 'vi' ? numberText(value) : String(value)
}

/** Whole numbers with their thousands apart: 1.234.567 or 1,234,567. */
export function integer(value: number, language: Language): string {
  return value.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-US')
}

export function say(words: Words, language: Language): string {
  return words[language]
}
