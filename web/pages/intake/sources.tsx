import type { SourcesAnswer } from '../../../src/server/routes/sources.ts'
import { dayNumber } from '../../../src/core/time/plain-date.ts'
import { useAnswer } from '../../api/queries.ts'
import { useStart } from '../../app/start.tsx'
import { Page } from '../../parts/page.tsx'
import { Answer, Empty } from '../../parts/states.tsx'
import { Shape } from '../../parts/shape.tsx'
import { TableFrame } from '../../parts/table-frame.tsx'
import { countText } from '../../words/number.ts'
import { dayOf, minuteText } from '../../words/time.ts'
import { useWords } from '../../words/words.ts'
import { Views } from './views.tsx'
import './intake.css'

/** From so many days of silence on a source is marked: one that sends daily has then missed a day. */
const silentDays = 2

/** Who sends what, and whether they still do. */
export default function Sources() {
  const { t, language } = useWords()
  const answer = useAnswer<SourcesAnswer>('/api/sources')
  return (
    <Page title={t('page.intake')}>
      <div className="intake">
        <Views chosen="sources" />
        <Answer of={answer}>
          {({ sources, since }) =>
            sources.length === 0 ? (
              <Empty>{t('intake.sourcesNone')}</Empty>
            ) : (
              <>
                <p className="faint">
                  {t('intake.sourcesHelp', { days: silentDays, since: countText(since, language) })}
                </p>
                <Fresh sources={sources} />
              </>
            )
          }
        </Answer>
      </div>
    </Page>
  )
}

export function Fresh({ sources }: Pick<SourcesAnswer, 'sources'>) {
  const { t, language } = useWords()
  return (
    <TableFrame label={t('intake.sources')}>
      <table className="blocks">
        <caption className="unseen">{t('intake.sources')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('intake.sourceName')}</th>
            <th scope="col">{t('intake.what')}</th>
            <th scope="col" className="number">
              {t('intake.last')}
            </th>
            <th scope="col">{t('intake.age')}</th>
            <th scope="col" className="number">
              {t('intake.seq')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sources.map(({ source, kind, lastRecorded, lastSeq }) => (
            <tr key={`${source} ${kind}`}>
              <th scope="row">{source}</th>
              <td>{t(`recordKind.${kind}`)}</td>
              <td className="number" data-label={t('intake.last')}>
                {minuteText(lastRecorded)}
              </td>
              <td className="nowrap blocks-end">
                <Age of={lastRecorded} />
              </td>
              <td className="number" data-label={t('intake.seq')}>
                {countText(lastSeq, language)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

/** In days of the calendar, by the clock of the server. */
function Age({ of }: { readonly of: string }) {
  const { t } = useWords()
  const { now } = useStart()
  const [then, today] = [dayOf(of), dayOf(now)]
  if (then === null || today === null) return null
  const days = Math.max(0, dayNumber(today) - dayNumber(then))
  const isSilent = days >= silentDays
  return (
    <>
      <Shape kind={isSilent ? 'warn' : 'good'} />{' '}
      {days === 0 ? t('intake.today') : t(isSilent ? 'intake.silent' : 'intake.days', { number: days })}
    </>
  )
}
