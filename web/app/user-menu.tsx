import { useQueryClient } from '@tanstack/react-query'
import { send } from '../api/client.ts'
import { useUnits } from '../api/queries.ts'
import { Menu } from '../parts/menu.tsx'
import { useWords } from '../words/words.ts'
import { LanguageSwitch } from './language-switch.tsx'
import { useStart } from './start.tsx'

export function UserMenu() {
  const { t, language } = useWords()
  const { session } = useStart()
  const units = useUnits()
  const client = useQueryClient()
  const own = session.unit === null ? null : units.data?.find(({ code }) => code === session.unit)
  const leave = async () => {
    await send('/api/session', { method: 'DELETE', language, csrf: session.csrf })
    client.clear()
    location.assign('/')
  }
  return (
    <div className="user">
      <LanguageSwitch />
      <Menu label={session.name}>
        <p className="faint">{session.unit === null ? t('app.wholeProvince') : (own?.name ?? session.unit)}</p>
        <button type="button" onClick={() => void leave()}>
          {t('app.signOut')}
        </button>
      </Menu>
    </div>
  )
}
