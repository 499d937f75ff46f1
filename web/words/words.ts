import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import type { Language } from '../../src/core/words.ts'
import { en } from './en.ts'
import { vi } from './vi.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words'
    resources: { words: typeof vi }
  }
}

const place = 'chiso-language'

export function startWords(): void {
  const kept = localStorage.getItem(place)
  void i18next.use(initReactI18next).init({
    resources: { vi: { words: vi }, en: { words: en } },
    ns: ['words'],
    defaultNS: 'words',
    lng: kept === 'en' ? 'en' : 'vi',
    fallbackLng: 'vi',
    // React writes texts as texts.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  document.documentElement.lang = languageNow()
}

/** Words that stand in the middle of a sentence, for a heading. */
export function capital(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase('vi') + text.slice(1)
}

export function languageNow(): Language {
  return i18next.language === 'en' ? 'en' : 'vi'
}

export function changeLanguage(language: Language): void {
  localStorage.setItem(place, language)
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}

/** The words and the language that is shown; a component that calls it is drawn anew when the language changes. */
export function useWords() {
  const { t } = useTranslation()
  return { t, language: languageNow() }
}
export type Say = ReturnType<typeof useWords>['t']
