import { useState } from 'react'
import type { TokenAnswer } from '../../../src/server/routes/tokens.ts'
import { useAnswer } from '../../api/queries.ts'
import { Failed } from '../../parts/failed.tsx'
import { Page } from '../../parts/page.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { Shape } from '../../parts/shape.tsx'
import { TableFrame } from '../../parts/table-frame.tsx'
import { dayText, minuteText } from '../../words/time.ts'
import { useWords } from '../../words/words.ts'
import { useChanging } from './changing.ts'
import { NewToken } from './new-token.tsx'
import { Views } from './views.tsx'
import './admin.css'

/** With which tokens sources send, about what, and whether they still do. */
export default function Tokens() {
  const { t } = useWords()
  const [isAdding, setAdding] = useState(false)
  const answer = useAnswer<{ readonly tokens: readonly TokenAnswer[] }>('/api/tokens', { kind: 'fixed' })
  return (
    <Page
      title={t('page.admin')}
      tools={
        <button type="button" className="main-button" onClick={() => setAdding(true)}>
          {t('admin.addToken')}
        </button>
      }
    >
      <div className="admin">
        <Views chosen="tokens" />
        <p className="faint">{t('admin.tokenHelp')}</p>
        <Answer of={answer}>
          {({ tokens }) => (tokens.length === 0 ? <Empty>{t('admin.tokenNone')}</Empty> : <List tokens={tokens} />)}
        </Answer>
      </div>
      {isAdding && <NewToken onClose={() => setAdding(false)} />}
    </Page>
  )
}

function List({ tokens }: { readonly tokens: readonly TokenAnswer[] }) {
  const { t } = useWords()
  return (
    <TableFrame label={t('admin.tokens')}>
      <table className="blocks">
        <caption className="unseen">{t('admin.tokens')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('admin.source')}</th>
            <th scope="col">{t('admin.tokenName')}</th>
            <th scope="col">{t('admin.unit')}</th>
            <th scope="col" className="number">
              {t('admin.created')}
            </th>
            <th scope="col" className="number">
              {t('admin.used')}
            </th>
            <th scope="col">{t('admin.state')}</th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <Row key={token.id} token={token} />
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

function Row({ token }: { readonly token: TokenAnswer }) {
  const { t } = useWords()
  const { source, name, unitName, created, used, revoked } = token
  return (
    <tr>
      <th scope="row">{source}</th>
      <td>{name}</td>
      <td>{unitName}</td>
      <td className="number" data-label={t('admin.created')}>
        {dayText(created)}
      </td>
      <td className="number" data-label={t('admin.used')}>
        {used === null ? t('admin.never') : minuteText(used)}
      </td>
      <td>
        {revoked === null ? (
          <Revoke token={token} />
        ) : (
          <>
            <Shape kind="closed" /> {t('admin.revoked', { at: dayText(revoked) })}
          </>
        )}
      </td>
    </tr>
  )
}

/** Asked once more: what a token sent with is not told again. */
function Revoke({ token: { id, source, name } }: { readonly token: TokenAnswer }) {
  const { t } = useWords()
  const [isAsking, setAsking] = useState(false)
  const changing = useChanging<TokenAnswer>('/api/tokens')
  if (!isAsking)
    return (
      <span className="token-state">
        <span className="nowrap">
          <Shape kind="good" /> {t('admin.active')}
        </span>
        <button
          type="button"
          className="row-button no-print"
          aria-label={t('admin.revokeWhich', { source, name })}
          onClick={() => setAsking(true)}
        >
          {t('admin.revoke')}
        </button>
      </span>
    )
  return (
    <div className="revoke" role="alert">
      <p>{t('admin.revokeSure')}</p>
      <p>
        <button
          type="button"
          className="row-button main-button"
          disabled={changing.isPending}
          onClick={() => changing.mutate({ path: `/api/tokens/${id}`, method: 'DELETE' })}
        >
          {t('admin.revoke')}
        </button>{' '}
        <button type="button" className="row-button" onClick={() => setAsking(false)}>
          {t('admin.keep')}
        </button>
      </p>
      {changing.error !== null && <Failed error={changing.error} />}
    </div>
  )
}
