import type { Language } from '../core/words.ts'

/** The language of an answer: Vietnamese, unless English is preferred by the header Accept-Language. */
export function languageOf(header: string | undefined): Language {
  if (header === undefined || header.length > 1_000) return 'vi'
  let best: { language: Language; weight: number } = { language: 'vi', weight: 0 }
  for (const item of header.split(',')) {
    const [, name, weight = '1'] =
      /^\s*(vi|en)(?:-[a-z\d-]{1,20})?\s*(?:;\s*q=([01](?:\.\d{1,3})?))?\s*$/i.exec(item) ?? []
    const language = name?.toLowerCase()
    if ((language === 'vi' || language === 'en') && Number(weight) > best.weight)
      best = { language, weight: Number(weight) }
  }
  return best.language
}
