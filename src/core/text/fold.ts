/** Vietnamese text for comparing: lower case, without tone and vowel marks, đ as d. `?` stands for a lost letter. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/[đĐ]/g, 'd')
    .toLowerCase()
}

/** NFC, white space folded to single blanks, trimmed: how cell texts are kept. */
export function tidy(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim()
}

/** A pattern for folded text in which each letter may have been lost to "?": `loose('tu')` matches "tu", "t?", "??". */
export function loose(words: string): string {
  return words.replaceAll(/[a-z]/g, (letter) => `[${letter}?]`).replaceAll(' ', String.raw`\s*`)
}

/** Letters lost to "?" inside words, as a conversion to a one-byte code page leaves them. */
export function isDamaged(text: string): boolean {
  return /\p{L}\?|\?\p{L}/u.test(text)
}
