import { numberText } from '../../core/table/cell-text.ts'
import { type Exact, toFixed } from '../../core/exact.ts'
import type { Language, Words } from '../../core/words.ts'

/** A number for the reader's language: 17,69 or 17.69. */
export function decimal(value: Exact, decimals: number, language: Language): string {
  return toFixed(value, decimals, language === 'vi' ? ',' : '.')
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
