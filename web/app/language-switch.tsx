import { changeLanguage, useWords } from '../words/words.ts'

export function LanguageSwitch() {
  const { t, language } = useWords()
  const other = language === 'vi' ? 'en' : 'vi'
  return (
    <button type="button" className="language" lang={other} onClick={() => void changeLanguage(other)}>
      {t('app.otherLanguage')}
    </button>
  )
}
