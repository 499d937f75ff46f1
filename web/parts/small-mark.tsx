import { useWords } from '../words/words.ts'
import './small-mark.css'

/** Few cases decide the place of this unit. */
export function SmallMark() {
  const { t } = useWords()
  return (
    <span className="small-mark" title={t('small.help')}>
      {t('small.mark')}
    </span>
  )
}
