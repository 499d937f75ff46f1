import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Language } from '../../src/core/words.ts'
import { vi } from './vi.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words'
    resources: { words: typeof vi }
  }
}

const place = 'chiso-language'

/** Before anything is drawn. Vietnamese is there at once; English comes for those who read it. */
export async function startWords(): Promise<void> {
  const language = localStorage.getItem(place) === 'en' ? 'en' : 'vi'
  await i18next.use(initReactI18next).init({
    resources: { vi: { words: vi } },
    ns: ['words'],
    defaultNS: 'words',
    lng: 'vi',
    fallbackLng: 'vi',
    // React writes texts as texts.
    interpolation: { escapeValue: false },
  })
  await show(language)
}

async function show(language: Language): Promise<void> {
  if (language === 'en' && !i18next.hasResourceBundle('en', 'words')) {
    const { en } = await import('./en.ts')
    i18next.addResourceBundle('en', 'words', en)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

/** Words that stand in the middle of a sentence, for a heading. */
export function capital(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1)
}

export function languageNow(): Language {
  return i18next.language === 'en' ? 'en' : 'vi'
}

export async function changeLanguage(language: Language): Promise<void> {
  localStorage.setItem(place, language)
  await show(language)
}

/** The words and the language that is shown; a component that calls it is drawn anew when the language changes. */
export function useWords() {
  const { t } = useTranslation()
  return { t, language: languageNow() }
}
export type Say = ReturnType<typeof useWords>['t']
