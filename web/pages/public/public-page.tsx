import type { InstallationAnswer, LatestAnswer } from '../../../src/server/routes/installation.ts'
import { months } from './months.ts'
import { useLatest, useScorecard } from '../../api/queries.ts'
import { names, useParameter } from '../../app/address.ts'
import { LanguageSwitch } from '../../app/language-switch.tsx'
import { AskedNote } from '../../parts/asked-note.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Page } from '../../parts/page.tsx'
import { Answer } from '../../parts/states.tsx'
import { periodText } from '../../words/time.ts'
import { useWords } from '../../words/words.ts'
import { PublicRanking } from './public-ranking.tsx'
import { PublicScore } from './public-score.tsx'
import './public.css'

type Props = { readonly installation: InstallationAnswer; readonly onEnter: () => void }

/** What everybody may see where the province has said so: points and ranks, and nothing behind them. */
export default function PublicPage({ installation, onEnter }: Props) {
  const { t } = useWords()
  const latest = useLatest()
  return (
    <>
      <header>
        {installation.sample && (
          <p className="sample">
            <strong>{t('app.sample')}</strong> <span>{t('app.sampleLong')}</span>
          </p>
        )}
        <div className="public-bar no-print">
          <div className="brand">
            <Mark />
            <span>{t('app.long')}</span>
          </div>
          <LanguageSwitch />
          <button type="button" onClick={onEnter}>
            {t('open.signIn')}
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <Page title={t('open.title')} lead={t('open.lead')}>
          <Answer of={latest}>{(found) => <Shown latest={found} />}</Answer>
        </Page>
      </main>
    </>
  )
}

function Shown({ latest }: { readonly latest: LatestAnswer }) {
  const { t, language } = useWords()
  const [wanted, choose] = useParameter(names.period)
  const known = months(latest.first, latest.latest)
  const period = known.find((month) => month === wanted) ?? latest.latest
  const card = useScorecard({ unit: latest.unit, period, asOf: undefined })
  return (
    <div className="public">
      <p className="public-period">
        <label htmlFor="public-period">{t('open.period')}</label>{' '}
        <select id="public-period" value={period} onChange={({ target }) => choose(target.value)}>
          {known.map((month) => (
            <option key={month} value={month}>
              {periodText(month, language)}
            </option>
          ))}
        </select>
      </p>
      <Answer of={card}>
        {(found) => (
          <>
            <AskedNote of={found} />
            <PublicScore card={found} />
          </>
        )}
      </Answer>
      <div className="public-ranks">
        <PublicRanking level="department" period={period} />
        <PublicRanking level="commune" period={period} />
      </div>
      <p className="faint">{t('open.notIn')}</p>
    </div>
  )
}
