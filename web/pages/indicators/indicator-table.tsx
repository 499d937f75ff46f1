import { Link } from 'wouter'
import type { ScorecardAnswer } from '../../../src/server/routes/scores.ts'
import { spreadOf } from '../../../src/core/score/spread.ts'
import { useRanking } from '../../api/queries.ts'
import { pages, useAsked, useHref } from '../../app/address.ts'
import { useStart } from '../../app/start.tsx'
import type { Handbook } from '../../parts/handbook.ts'
import { type GroupScore, type IndicatorScore, mostOf } from '../../parts/worth.ts'
import { countText, plainText, pointsText, ratioText, sent } from '../../words/number.ts'
import { TableFrame } from '../../parts/table-frame.tsx'
import { useWords } from '../../words/words.ts'
import { Missing, Verdict } from './verdict.tsx'
import './indicators.css'

type Props = { readonly card: ScorecardAnswer; readonly handbook: Handbook; readonly opened?: string | undefined }

export function IndicatorTable({ card, handbook, opened }: Props) {
  const { t, language } = useWords()
  const cohort = useCohort(card)
  return (
    <TableFrame label={t('page.indicators')}>
      <table className="indicator-table">
        <caption className="unseen">{t('page.indicators')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('indicators.no')}</th>
            <th scope="col">{t('indicators.name')}</th>
            <th scope="col" className="number">
              {card.name}
            </th>
            <th scope="col" className="number only-wide">
              {t('indicators.counts')}
            </th>
            {cohort !== null && (
              <th scope="col" className="number only-wide">
                {t('overview.mean', { level: t(`level.${card.cohort}`) })}
              </th>
            )}
            <th scope="col">{t('indicators.verdict')}</th>
            <th scope="col" className="number">
              {t('indicators.points')}
            </th>
            <th scope="col" className="number only-wide">
              {t('indicators.max')}
            </th>
            <th scope="col" className="number only-wide">
              {t('indicators.lost')}
            </th>
          </tr>
        </thead>
        {card.groups.map((group) => (
          <tbody key={group.code} id={group.code}>
            <GroupRow group={group} handbook={handbook} mean={cohort?.get(group.code)} hasMean={cohort !== null} />
            {group.indicators.map((score) => (
              <IndicatorRow
                key={score.id}
                score={score}
                handbook={handbook}
                hasMean={cohort !== null}
                isOpen={opened === score.id}
              />
            ))}
          </tbody>
        ))}
        <tbody>
          <tr className="table-sum">
            <td />
            <th scope="row">{t('indicators.total')}</th>
            <td className="number" />
            <td className="only-wide" />
            {cohort !== null && <td className="number only-wide">{cohort.get('') ?? ''}</td>}
            <td>{card.bandName?.[language]}</td>
            <td className="number">{pointsText(card.total, language)}</td>
            <td className="number only-wide">{plainText(mostOf(card).valueOf(), language)}</td>
            <td className="number only-wide">
              {card.total === null ? '–' : pointsText(mostOf(card).sub(sent(card.total)), language)}
            </td>
          </tr>
        </tbody>
      </table>
    </TableFrame>
  )
}

type GroupProps = {
  readonly group: GroupScore
  readonly handbook: Handbook
  readonly mean: string | undefined
  readonly hasMean: boolean
}

function GroupRow({ group, handbook, mean, hasMean }: GroupProps) {
  const { language } = useWords()
  const { no, name } = handbook.group(group.code)
  const lost = group.max === null || group.points === null ? null : sent(group.max).sub(sent(group.points))
  return (
    <tr className="table-group">
      <td>{no}</td>
      <th scope="rowgroup">{name}</th>
      <td className="number" />
      <td className="only-wide" />
      {hasMean && <td className="number only-wide">{mean}</td>}
      <td />
      <td className="number">{pointsText(group.points, language)}</td>
      <td className="number only-wide">{plainText(group.max, language)}</td>
      <td className="number only-wide">{pointsText(lost, language)}</td>
    </tr>
  )
}

type RowProps = {
  readonly score: IndicatorScore
  readonly handbook: Handbook
  readonly hasMean: boolean
  readonly isOpen: boolean
}

function IndicatorRow({ score, handbook, hasMean, isOpen }: RowProps) {
  const { t, language } = useWords()
  const href = useHref()
  const { no, name } = handbook.indicator(score.id)
  const to = href(`${pages.indicators}/${score.id}`)
  return (
    <tr className={isOpen ? 'is-open' : undefined}>
      <td className="nowrap">{no}</td>
      <th scope="row">
        <Link href={to} className="quiet-link">
          {name}
        </Link>
      </th>
      <td className="number">
        {score.ratio === null ? (
          <Missing score={score} />
        ) : (
          <Link href={to} aria-label={t('indicators.open', { name, figure: ratioText(score.ratio, language) })}>
            {ratioText(score.ratio, language)}
          </Link>
        )}
      </td>
      <td className="number only-wide faint">
        {score.whole !== null && score.part !== null
          ? `${countText(score.part, language)}/${countText(score.whole, language)}`
          : ''}
      </td>
      {hasMean && <td className="only-wide" />}
      <td>
        <Verdict score={score} />
      </td>
      <td className="number">{score.max === null ? '' : pointsText(score.points, language)}</td>
      <td className="number faint only-wide">{score.max === null ? '' : plainText(score.max, language)}</td>
      <td className={score.lost !== null && score.lost > 0 ? 'number only-wide lost' : 'number only-wide faint'}>
        {score.max === null ? '' : pointsText(score.lost, language)}
      </td>
    </tr>
  )
}

/** Means over the units ranked together: of the groups by code, of the total by the empty one. Null for the top unit. */
function useCohort(card: ScorecardAnswer): ReadonlyMap<string, string> | null {
  const { language } = useWords()
  const { period, asOf } = useAsked()
  const { root } = useStart()
  const isRanked = card.unit !== root
  const { data } = useRanking(card.cohort, { period, asOf }, isRanked)
  if (!isRanked) return null
  const rows = data?.rows ?? []
  const mean = (figures: readonly (number | null)[]) => {
    const spread = spreadOf(figures.flatMap((figure) => (figure === null ? [] : [sent(figure)])))
    return pointsText(spread?.mean ?? null, language)
  }
  const groups = card.groups.map(({ code }) => [code, mean(rows.map((row) => row.groups[code] ?? null))] as const)
  return new Map([...groups, ['', mean(rows.map(({ total }) => total))]])
}
