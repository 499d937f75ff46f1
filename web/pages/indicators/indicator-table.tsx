import type { ScorecardAnswer } from '../../../src/server/routes/scores.ts'
import { useMay } from '../../app/start.tsx'
import type { Handbook } from '../../parts/handbook.ts'
import { Shape } from '../../parts/shape.tsx'
import { TableFrame } from '../../parts/table-frame.tsx'
import { mostOf } from '../../parts/worth.ts'
import { plainText, pointsText, sent } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'
import { GroupRow, IndicatorRow, PerProcedureRow } from './indicator-rows.tsx'
import { type PublishedBeside, usePublished } from './published-beside.ts'
import { type Reference, useReference } from './reference.ts'
import './indicators.css'

type Props = { readonly card: ScorecardAnswer; readonly handbook: Handbook; readonly opened?: string | undefined }

/** The columns beside the unit's own, where there is something to put into them. */
export type Beside = { readonly reference: Reference | null; readonly published: PublishedBeside | null }

export function IndicatorTable({ card, handbook, opened }: Props) {
  const { t } = useWords()
  // Of a unit that is not one's own only the points are told.
  const mayOpen = useMay('read-explanations') && card.isOpen
  const beside = { reference: useReference(card), published: usePublished(card) }
  return (
    <>
      {!mayOpen && (
        <p className="note">
          <Shape kind="closed" /> {t('indicators.onlyPoints')}
        </p>
      )}
      <TableFrame label={t('page.indicators')}>
        <table className="indicator-table">
          <caption className="unseen">{t('page.indicators')}</caption>
          <Heads card={card} beside={beside} />
          {card.groups.map((group) => (
            <tbody key={group.code} id={group.code}>
              <GroupRow group={group} handbook={handbook} beside={beside} />
              {group.indicators.map((score) => (
                <IndicatorRow
                  key={score.id}
                  score={score}
                  handbook={handbook}
                  beside={beside}
                  isOpen={opened === score.id}
                  mayOpen={mayOpen}
                />
              ))}
              {perProcedure(handbook, group.code).map((id) => (
                <PerProcedureRow
                  key={id}
                  id={id}
                  handbook={handbook}
                  beside={beside}
                  isOpen={opened === id}
                  mayOpen={mayOpen}
                />
              ))}
            </tbody>
          ))}
          <tbody>
            <Total card={card} beside={beside} />
          </tbody>
        </table>
      </TableFrame>
    </>
  )
}

/** Indicators of the group that no unit has one figure of. */
function perProcedure({ set }: Handbook, code: string): readonly string[] {
  const group = set?.groups.find((one) => one.code === code)
  return group?.indicators.flatMap(({ id, kind }) => (kind === 'per-procedure' ? [id] : [])) ?? []
}

type BesideProps = { readonly card: ScorecardAnswer; readonly beside: Beside }

function Heads({ card, beside: { reference, published } }: BesideProps) {
  const { t } = useWords()
  return (
    <thead>
      <tr>
        <th scope="col">{t('indicators.no')}</th>
        <th scope="col">{t('indicators.name')}</th>
        <th scope="col" className="number">
          <span className="only-wide">{card.name}</span>
          <span className="only-narrow">{t('explained.rate')}</span>
        </th>
        <th scope="col" className="number only-wide">
          {t('indicators.counts')}
        </th>
        {published !== null && (
          <th scope="col" className="number only-wide">
            {t('indicators.published')}
          </th>
        )}
        {reference !== null && (
          <th scope="col" className="number only-wide">
            {reference.head}
          </th>
        )}
        <th scope="col" className="only-wide">
          {t('indicators.verdict')}
        </th>
        <th scope="col" className="number">
          {t('indicators.points')}
        </th>
        <th scope="col" className="number only-wide">
          {t('indicators.max')}
        </th>
        <th scope="col" className="number">
          {t('indicators.lost')}
        </th>
      </tr>
    </thead>
  )
}

function Total({ card, beside: { reference, published } }: BesideProps) {
  const { t, language } = useWords()
  const most = mostOf(card)
  return (
    <tr className="table-sum">
      <td />
      <th scope="row">
        {t('indicators.total')}
        <span className="only-narrow">{card.bandName?.[language]}</span>
      </th>
      <td className="number" />
      <td className="only-wide" />
      {published !== null && (
        <td className="number only-wide">{pointsText(published.total.reported?.points ?? null, language)}</td>
      )}
      {reference !== null && <td className="number only-wide">{reference.total}</td>}
      <td className="only-wide">{card.bandName?.[language]}</td>
      <td className="number">{pointsText(card.total, language)}</td>
      <td className="number only-wide">{plainText(most.valueOf(), language)}</td>
      <td className="number">{card.total === null ? '–' : pointsText(most.sub(sent(card.total)), language)}</td>
    </tr>
  )
}
