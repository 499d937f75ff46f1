import { useQueryClient } from '@tanstack/react-query'
import { send } from '../api/client.ts'
import { Menu } from '../parts/menu.tsx'
import { capital, useWords } from '../words/words.ts'
import { roleNames } from '../../src/core/rights/role.ts'
import { pages } from './address.ts'
import { PasswordChange } from './password-change.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { useStart } from './start.tsx'

export function UserMenu() {
  const { t, language } = useWords()
  const { session } = useStart()
  const client = useQueryClient()
  const leave = async () => {
    await send('/api/session', { method: 'DELETE', language, csrf: session.csrf })
    client.clear()
    location.assign(pages.overview)
  }
  return (
    <div className="user">
      <LanguageSwitch />
      <Menu label={session.name}>
        <p>
          {capital(roleNames[session.role][language])}
          <br />
          <span className="faint">{session.unitName}</span>
        </p>
        <PasswordChange />
        <button type="button" onClick={() => void leave()}>
          {t('app.signOut')}
        </button>
      </Menu>
    </div>
  )
}
