import type { FormEvent } from 'react'
import type { AccountAnswer } from '../../../src/server/routes/accounts.ts'
import { useStart } from '../../app/start.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Failed } from '../../parts/failed.tsx'
import { useWords } from '../../words/words.ts'
import { textIn, useChanging } from './changing.ts'
import { RoleField, UnitField } from './scope-fields.tsx'
import { Secret } from './secret.tsx'

type Props = { readonly account: AccountAnswer; readonly onClose: () => void }
type Changed = AccountAnswer & { readonly password?: string }

/** What can be changed of an account. */
export function AccountDrawer({ account, onClose }: Props) {
  const { t } = useWords()
  const { session } = useStart()
  const { login, disabled, isLocal } = account
  const changing = useChanging<Changed>('/api/accounts')
  const path = (what: string) => `/api/accounts/${encodeURIComponent(login)}/${what}`
  const saveRole = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const body = { role: textIn(form, 'role'), unit: textIn(form, 'unit') }
    changing.mutate({ path: path('role'), method: 'PUT', body })
  }
  const reset = () => changing.mutate({ path: path('password'), method: 'PUT', body: {} })
  const turn = () => changing.mutate({ path: path('state'), method: 'PUT', body: { disabled: !disabled } })
  return (
    <Drawer title={`${account.name} (${login})`} onClose={onClose}>
      {session.login === login && <p className="note">{t('admin.self')}</p>}
      <form className="admin-form" onSubmit={saveRole}>
        <RoleField role={account.role} />
        <UnitField unit={account.unit} />
        <p>
          <button type="submit" className="main-button" disabled={changing.isPending}>
            {t('admin.save')}
          </button>
        </p>
      </form>
      <section className="admin-form">
        {isLocal && (
          <p>
            <button type="button" disabled={changing.isPending} onClick={reset}>
              {t('admin.reset')}
            </button>{' '}
            <span className="small faint">{t('admin.resetHelp')}</span>
          </p>
        )}
        <p>
          <button type="button" disabled={changing.isPending} onClick={turn}>
            {t(disabled ? 'admin.enable' : 'admin.disable')}
          </button>{' '}
          {!disabled && <span className="small faint">{t('admin.resetHelp')}</span>}
        </p>
      </section>
      {changing.error !== null && <Failed error={changing.error} />}
      {changing.data !== undefined &&
        (changing.data.password === undefined ? (
          <p className="note" role="status">
            {t('admin.saved')}
          </p>
        ) : (
          <Secret label={t('admin.secretAccount', { name: login })} secret={changing.data.password} />
        ))}
    </Drawer>
  )
}
