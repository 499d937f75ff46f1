import { type FormEvent, useId } from 'react'
import { useStart } from '../../app/start.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Failed } from '../../parts/failed.tsx'
import { useWords } from '../../words/words.ts'
import { textIn, useChanging } from './changing.ts'
import { UnitField } from './scope-fields.tsx'
import { Secret } from './secret.tsx'

type Issued = { readonly id: number; readonly token: string }

export function NewToken({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords()
  const { unit } = useStart()
  const id = useId()
  const adding = useChanging<Issued>('/api/tokens')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const body = { source: textIn(form, 'source'), name: textIn(form, 'name'), unit: textIn(form, 'unit') }
    adding.mutate({ path: '/api/tokens', method: 'POST', body })
  }
  if (adding.data !== undefined)
    return (
      <Drawer title={t('admin.addToken')} onClose={onClose}>
        <Secret label={t('admin.secretToken', { name: sourceOf(adding.variables?.body) })} secret={adding.data.token} />
      </Drawer>
    )
  return (
    <Drawer title={t('admin.addToken')} onClose={onClose}>
      <form className="admin-form" onSubmit={submit}>
        <div className="admin-field">
          <label htmlFor={`${id}-source`}>{t('admin.source')}</label>
          <input
            id={`${id}-source`}
            name="source"
            required
            autoComplete="off"
            spellCheck={false}
            aria-describedby={`${id}-help`}
          />
          <p id={`${id}-help`} className="small faint">
            {t('admin.sourceHelp')}
          </p>
        </div>
        <div className="admin-field">
          <label htmlFor={`${id}-name`}>{t('admin.tokenName')}</label>
          <input id={`${id}-name`} name="name" required autoComplete="off" aria-describedby={`${id}-name-help`} />
          <p id={`${id}-name-help`} className="small faint">
            {t('admin.tokenNameHelp')}
          </p>
        </div>
        <UnitField unit={unit} />
        {adding.error !== null && <Failed error={adding.error} />}
        <p>
          <button type="submit" className="main-button" disabled={adding.isPending}>
            {t('admin.addToken')}
          </button>
        </p>
      </form>
    </Drawer>
  )
}

function sourceOf(body: unknown): string {
  return typeof body === 'object' && body !== null && 'source' in body ? String(body.source) : ''
}
