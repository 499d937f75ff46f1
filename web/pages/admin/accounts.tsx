import { useState } from 'react'
import { Redirect } from 'wouter'
import { fold } from '../../../src/core/text/fold.ts'
import { roleNames } from '../../../src/core/rights/role.ts'
import type { AccountAnswer } from '../../../src/server/routes/accounts.ts'
import { useAnswer } from '../../api/queries.ts'
import { useHref, useParameter } from '../../app/address.ts'
import { useMay } from '../../app/start.tsx'
import { Page } from '../../parts/page.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { Shape } from '../../parts/shape.tsx'
import { TableFrame } from '../../parts/table-frame.tsx'
import { dayText } from '../../words/time.ts'
import { useWords } from '../../words/words.ts'
import { AccountDrawer } from './account-drawer.tsx'
import { NewAccount } from './new-account.tsx'
import { useViews, Views } from './views.tsx'
import './admin.css'

/** Who may sign in, within the scope of whoever looks. */
export default function Accounts() {
  const may = useMay('manage-accounts')
  const [first] = useViews()
  const href = useHref()
  if (!may && first !== undefined) return <Redirect to={href(first.path)} replace />
  return <Shown />
}

/** Which drawer is open: of a new account, or of one there is. */
type Opened = { readonly login: string | null }

function Shown() {
  const { t } = useWords()
  const [opened, setOpened] = useState<Opened | null>(null)
  const answer = useAnswer<{ readonly accounts: readonly AccountAnswer[] }>('/api/accounts', { kind: 'fixed' })
  const found = answer.data?.accounts.find(({ login }) => login === opened?.login)
  const close = () => setOpened(null)
  return (
    <Page
      title={t('page.admin')}
      tools={
        <button type="button" className="main-button" onClick={() => setOpened({ login: null })}>
          {t('admin.addAccount')}
        </button>
      }
    >
      <div className="admin">
        <Views chosen="accounts" />
        <Answer of={answer}>
          {({ accounts }) => <List accounts={accounts} onOpen={(login) => setOpened({ login })} />}
        </Answer>
      </div>
      {opened?.login === null && <NewAccount onClose={close} />}
      {found !== undefined && <AccountDrawer key={found.login} account={found} onClose={close} />}
    </Page>
  )
}

type ListProps = { readonly accounts: readonly AccountAnswer[]; readonly onOpen: (login: string) => void }

function List({ accounts, onOpen }: ListProps) {
  const { t, language } = useWords()
  const [text, setText] = useParameter('tim')
  const wanted = fold(text)
  const shown = accounts.filter(({ login, name, unitName, role }) =>
    fold(`${login} ${name} ${unitName} ${roleNames[role][language]}`).includes(wanted),
  )
  return (
    <>
      <p className="admin-find no-print">
        <label htmlFor="find-account">{t('admin.find')}</label>
        <input
          id="find-account"
          type="search"
          placeholder={t('admin.findHelp')}
          value={text}
          onChange={({ target }) => setText(target.value, 'replace')}
        />
      </p>
      {shown.length === 0 ? (
        <Empty>{t('admin.foundNone', { text })}</Empty>
      ) : (
        <TableFrame label={t('admin.accounts')}>
          <table className="blocks">
            <caption className="unseen">{t('admin.accounts')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('admin.login')}</th>
                <th scope="col">{t('admin.name')}</th>
                <th scope="col">{t('admin.role')}</th>
                <th scope="col">{t('admin.unit')}</th>
                <th scope="col">{t('admin.state')}</th>
                <th scope="col" className="number">
                  {t('admin.created')}
                </th>
                <th scope="col" className="no-print">
                  <span className="unseen">{t('admin.change')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((account) => (
                <Row key={account.login} account={account} onOpen={onOpen} />
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </>
  )
}

type RowProps = { readonly account: AccountAnswer; readonly onOpen: (login: string) => void }

function Row({ account, onOpen }: RowProps) {
  const { t, language } = useWords()
  const { login, name, role, unitName, disabled, isLocal, created } = account
  return (
    <tr>
      <th scope="row">{login}</th>
      <td>{name}</td>
      <td>{roleNames[role][language]}</td>
      <td>{unitName}</td>
      <td className="nowrap">
        <Shape kind={disabled ? 'closed' : 'good'} /> {t(disabled ? 'admin.disabled' : 'admin.active')}
        {!isLocal && ` · ${t('admin.sso')}`}
      </td>
      <td className="number" data-label={t('admin.created')}>
        {dayText(created)}
      </td>
      <td className="no-print blocks-end">
        <button
          type="button"
          className="row-button"
          aria-label={t('admin.changeWho', { login })}
          onClick={() => onOpen(login)}
        >
          {t('admin.change')}
        </button>
      </td>
    </tr>
  )
}
