import { type FormEvent, useId } from 'react'
import type { AccountAnswer } from '../../../src/server/routes/accounts.ts'
import { useStart } from '../../app/start.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Failed } from '../../parts/failed.tsx'
import { useWords } from '../../words/words.ts'
import { textIn, useChanging } from './changing.ts'
import { RoleField, UnitField } from './scope-fields.tsx'
import { Secret } from './secret.tsx'

type Made = AccountAnswer & { readonly password?: string }

export function NewAccount({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const { unit } = useStart()
  const id = useId()
  const adding = useChanging<Made>('/api/accounts')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const password = textIn(form, 'password')
    const body = {
      login: textIn(form, 'login'),
      name: textIn(form, 'name'),
      role: textIn(form, 'role'),
      unit: textIn(form, 'unit'),
      ...(password !== '' && { password }),
    }
    adding.mutate({ path: '/api/accounts', method: 'POST', body })
  }
  return (
    <Drawer title={t('admin.addAccount')} onClose={onClose}>
      {adding.data === undefined ? (
        <form className="admin-form" onSubmit={submit}>
          <div className="admin-field">
            <label htmlFor={`${id}-login`}>{t('admin.login')}</label>
            <input id={`${id}-login`} name="login" required autoComplete="off" spellCheck={false} />
          </div>
          <div className="admin-field">
            <label htmlFor={`${id}-name`}>{t('admin.name')}</label>
            <input id={`${id}-name`} name="name" required autoComplete="off" />
          </div>
          <RoleField />
          <UnitField unit={unit} />
          <div className="admin-field">
            <label htmlFor={`${id}-password`}>{t('admin.password')}</label>
            <input
              id={`${id}-password`}
              name="password"
              type="password"
              autoComplete="new-password"
              aria-describedby={`${id}-help`}
            />
            <p id={`${id}-help`} className="small faint">
              {t('admin.passwordHelp')}
            </p>
          </div>
          {adding.error !== null && <Failed error={adding.error} />}
          <p>
            <button type="submit" className="main-button" disabled={adding.isPending}>
              {t('admin.add')}
            </button>
          </p>
        </form>
      ) : (
        <Added made={adding.data} />
      )}
    </Drawer>
  )
}

function Added({ made }: { readonly made: Made }) {
  const { t } = useWords()
  if (made.password === undefined) return <p role="status">{t('admin.saved')}</p>
  return <Secret label={t('admin.secretAccount', { name: made.login })} secret={made.password} />
}
