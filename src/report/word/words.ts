import { TextRun } from 'docx'

/**
 * XML 1.0 has no way to write these characters, not even escaped; one of them makes Word refuse the file. Lone
 * surrogates are no characters at all.
 */
// oxlint-disable-next-line no-control-regex -- the control characters are the point
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu

/**
 * Text that XML can hold: each forbidden character becomes U+FFFD. Left out, as the library would do, it would make a
 * damaged source look sound and let the words on both sides grow together.
 */
export function legal(text: string): string {
  return text.replaceAll(forbidden, '\uFFFD')
}

/** One run for the whole text, so that a reader, and Word's own search, finds it unbroken. All text of the file is one. */
export function words(text: string, bold = false): TextRun {
  return new TextRun({ text: legal(text), ...(bold && { bold }) })
}
