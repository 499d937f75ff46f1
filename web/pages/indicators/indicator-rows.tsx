import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { pages, useHref } from '../../app/address.ts'
import type { Handbook } from '../../parts/handbook.ts'
import { Shape } from '../../parts/shape.tsx'
import type { GroupScore, IndicatorScore } from '../../parts/worth.ts'
import { countText, percentText, plainText, pointsText, ratioText, sent } from '../../words/number.ts'
import { useWords } from '../../words/words.ts'
import type { Beside } from './indicator-table.tsx'
import type { PublishedIndicator } from './published-beside.ts'
import { Missing, Verdict } from './verdict.tsx'

type GroupProps = { readonly group: GroupScore; readonly handbook: Handbook; readonly beside: Beside }

export function GroupRow({ group, handbook, beside: { reference, published } }: GroupProps) {
  const { language } = useWords()
  const { no, name } = handbook.group(group.code)
  const lost = group.max === null || group.points === null ? null : sent(group.max).sub(sent(group.points))
  return (
    <tr className="table-group">
      <td>{no}</td>
      <th scope="rowgroup">{name}</th>
      <td className="number" />
      <td className="only-wide" />
      {published !== null && (
        <td className="number only-wide">
          {pointsText(published.groups.get(group.code)?.reported?.points ?? null, language)}
        </td>
      )}
      {reference !== null && <td className="number only-wide">{reference.groups.get(group.code)}</td>}
      <td className="only-wide" />
      <td className="number">{pointsText(group.points, language)}</td>
      <td className="number only-wide">{plainText(group.max, language)}</td>
      <td className="number">{pointsText(lost, language)}</td>
    </tr>
  )
}

type RowProps = {
  readonly score: IndicatorScore
  readonly handbook: Handbook
  readonly beside: Beside
  readonly isOpen: boolean
  /** Whether how it is made up may be looked at. */
  readonly mayOpen: boolean
}

export function IndicatorRow({ score, handbook, beside: { reference, published }, isOpen, mayOpen }: RowProps) {
  const href = useHref()
  const { no, name } = handbook.indicator(score.id)
  const to = href(`${pages.indicators}/${score.id}`)
  return (
    <tr className={isOpen ? 'is-open' : undefined}>
      <Name no={no} name={name} to={mayOpen ? to : null}>
        <span className="only-narrow">
          <Verdict score={score} />
        </span>
      </Name>
      <Rate score={score} name={name} to={to} mayOpen={mayOpen} />
      {published !== null && (
        <td className="number only-wide">
          <Published of={published.indicators.get(score.id)} />
        </td>
      )}
      {reference !== null && <td className="number only-wide">{reference.indicators.get(score.id)}</td>}
      <td className="only-wide">
        <Verdict score={score} />
      </td>
      <Points score={score} />
    </tr>
  )
}

type NameProps = {
  readonly no: string
  readonly name: string
  /** Null: it may not be opened. */
  readonly to: string | null
  /** Below the name, where there is no room beside it. */
  readonly children?: ReactNode
}

function Name({ no, name, to, children }: NameProps) {
  return (
    <>
      <td className="nowrap">{no}</td>
      <th scope="row">
        {to === null ? (
          name
        ) : (
          <Link href={to} className="quiet-link">
            {name}
          </Link>
        )}
        {children}
      </th>
    </>
  )
}

type PerProcedureProps = Omit<RowProps, 'score'> & { readonly id: string }

/** There is no one figure: the row leads to those of each procedure. */
export function PerProcedureRow(of: PerProcedureProps) {
  const { id, handbook, isOpen, mayOpen } = of
  const { reference, published } = of.beside
  const { t } = useWords()
  const href = useHref()
  const { no, name } = handbook.indicator(id)
  const to = href(`${pages.indicators}/${id}`)
  return (
    <tr className={isOpen ? 'is-open' : undefined}>
      <Name no={no} name={name} to={mayOpen ? to : null} />
      <td className="number">{mayOpen && <Link href={to}>{t('handling.open')}</Link>}</td>
      <td className="only-wide" />
      {published !== null && <td className="only-wide" />}
      {reference !== null && <td className="only-wide" />}
      <td className="only-wide" />
      <td />
      <td className="only-wide" />
      <td />
    </tr>
  )
}

type RateProps = Pick<RowProps, 'score' | 'mayOpen'> & { readonly name: string; readonly to: string }

/** What may not be told is not "no data". */
function Rate({ score, name, to, mayOpen }: RateProps) {
  const { t, language } = useWords()
  const figure = ratioText(score.ratio, language)
  return (
    <>
      <td className="number">
        {!mayOpen ? null : score.ratio === null ? (
          <Missing score={score} />
        ) : (
          <Link href={to} aria-label={t('indicators.open', { name, figure })}>
            {figure}
          </Link>
        )}
      </td>
      <td className="number only-wide faint">
        {score.whole !== null && score.part !== null
          ? `${countText(score.part, language)}/${countText(score.whole, language)}`
          : ''}
      </td>
    </>
  )
}

/** As it was printed; marked where it is not what is computed here, with the way to why. */
function Published({ of }: { readonly of: PublishedIndicator | undefined }) {
  const { t, language } = useWords()
  const href = useHref()
  const reported = of?.reported
  if (of === undefined || reported === null || reported === undefined) return null
  const { printedRate, ratio } = reported
  const text =
    printedRate === null
      ? ratio === null
        ? pointsText(reported.points, language)
        : ratioText(ratio, language)
      : percentText(printedRate, language)
  if (of.outcome !== 'different') return text
  return (
    <Link href={href(`${pages.published}/doi-chieu`)} aria-label={t('indicators.differs', { figure: text })}>
      <Shape kind="warn" /> {text}
    </Link>
  )
}

/** Nothing for an indicator that is only shown. */
function Points({ score }: { readonly score: IndicatorScore }) {
  const { language } = useWords()
  if (score.max === null)
    return (
      <>
        <td />
        <td className="only-wide" />
        <td />
      </>
    )
  return (
    <>
      <td className="number">{pointsText(score.points, language)}</td>
      <td className="number faint only-wide">{plainText(score.max, language)}</td>
      <td className={score.lost !== null && score.lost > 0 ? 'number lost' : 'number faint'}>
        {pointsText(score.lost, language)}
      </td>
    </>
  )
}
