import { asPercent } from '../../../src/core/exact.ts'
import { type Handbook, useHandbook } from '../../parts/handbook.ts'
import { Loading } from '../../parts/states.tsx'
import { Shape, type ShapeKind } from '../../parts/shape.tsx'
import { changeText, countText, percentText, pointsText, ratioText, sent } from '../../words/number.ts'
import { TableFrame } from '../../parts/table-frame.tsx'
import { useWords } from '../../words/words.ts'
import type { Series } from './compared.tsx'

type Group = Series['groups'][number]
type Indicator = Group['indicators'][number]
type Reasons = Indicator['reasons']
type Outcome = Indicator['outcome']

type Props = { readonly series: Series; readonly indexSet: string }

export function ComparedTable({ series, indexSet }: Props) {
  const { t } = useWords()
  const { total } = series
  const handbook = useHandbook(indexSet)
  if (handbook.isAwaited) return <Loading />
  return (
    <TableFrame label={t('published.compare')}>
      <table className="compared-table blocks">
        <caption className="unseen">{t('published.compare')}</caption>
        <Heads />
        {series.groups.map((group) => (
          <GroupRows key={group.code} group={group} handbook={handbook} />
        ))}
        <tbody>
          <tr className="table-sum">
            <td className="blocks-no" />
            <th scope="row">{t('compared.total')}</th>
            <td colSpan={3} />
            <Points computed={total.computed} reported={total.reported?.points ?? null} difference={total.difference} />
            <Concluded outcome={total.outcome} reasons={total.reasons} />
          </tr>
        </tbody>
      </table>
    </TableFrame>
  )
}

function Heads() {
  const { t } = useWords()
  const figures = ['computed', 'reported', 'difference', 'points', 'reportedPoints', 'pointsDifference'] as const
  return (
    <thead>
      <tr>
        <th scope="col">{t('compared.no')}</th>
        <th scope="col">{t('compared.name')}</th>
        {figures.map((name) => (
          <th scope="col" className="number" key={name}>
            {t(`compared.${name}`)}
          </th>
        ))}
        <th scope="col">{t('compared.outcome')}</th>
      </tr>
    </thead>
  )
}

function GroupRows({ group, handbook }: { readonly group: Group; readonly handbook: Handbook }) {
  const { no, name } = handbook.group(group.code)
  return (
    <tbody>
      <tr className="table-group">
        <td className="blocks-no">{no}</td>
        <th scope="rowgroup">{name}</th>
        <td colSpan={3} />
        <Points computed={group.computed} reported={group.reported?.points ?? null} difference={group.difference} />
        <Concluded outcome={group.outcome} reasons={group.reasons} />
      </tr>
      {group.indicators.map((one) => (
        <IndicatorRow key={one.id} of={one} named={handbook.indicator(one.id)} />
      ))}
    </tbody>
  )
}

type RowProps = { readonly of: Indicator; readonly named: { readonly no: string; readonly name: string } }

function IndicatorRow({ of, named }: RowProps) {
  const { t, language } = useWords()
  const { computed, reported, difference } = of
  const apart = difference.ratio?.value ?? null
  return (
    <tr>
      <td className="nowrap blocks-no">{named.no}</td>
      <th scope="row">{named.name}</th>
      <td className={numberClass(computed.ratio)} data-label={t('compared.computed')}>
        <Rate ratio={computed.ratio} part={computed.part} whole={computed.whole} />
      </td>
      <td className={numberClass(reported)} data-label={t('compared.reported')}>
        {reported !== null && reported.ratio === null && reported.text !== null ? (
          <span className="printed-words" lang="vi">
            {reported.text}
          </span>
        ) : (
          <Rate
            ratio={reported?.ratio ?? null}
            part={reported?.part ?? null}
            whole={reported?.whole ?? null}
            printed={reported?.printedRate ?? null}
          />
        )}
      </td>
      <td className={numberClass(apart)} data-label={t('compared.difference')}>
        {apart === null ? '–' : `${changeText(asPercent(sent(apart)), language)} ${t('compared.unit')}`}
      </td>
      <Points
        computed={computed.points}
        reported={reported?.points ?? null}
        difference={difference.points?.value ?? null}
      />
      <Concluded outcome={of.outcome} reasons={of.reasons} />
    </tr>
  )
}

type RateProps = {
  readonly ratio: number | null
  readonly part: number | null
  readonly whole: number | null
  /** In percent, where only that was printed. */
  readonly printed?: number | null
}

function Rate({ ratio, part, whole, printed = null }: RateProps) {
  const { language } = useWords()
  return (
    <>
      {printed === null ? ratioText(ratio, language) : percentText(printed, language)}
      {part !== null && whole !== null && (
        <span className="faint small counts">
          {countText(part, language)}/{countText(whole, language)}
        </span>
      )}
    </>
  )
}

/** What is not known takes no line on a telephone. */
function numberClass(value: unknown): string {
  return value === null ? 'number blocks-none' : 'number'
}

type PointsProps = {
  readonly computed: number | null
  readonly reported: number | null
  readonly difference: number | null
}

function Points({ computed, reported, difference }: PointsProps) {
  const { t, language } = useWords()
  return (
    <>
      <td className={numberClass(computed)} data-label={t('compared.points')}>
        {pointsText(computed, language)}
      </td>
      <td className={numberClass(reported)} data-label={t('compared.reportedPoints')}>
        {pointsText(reported, language)}
      </td>
      <td className={numberClass(difference)} data-label={t('compared.pointsDifference')}>
        {difference === null ? '–' : changeText(sent(difference), language)}
      </td>
    </>
  )
}

/** True of nearly every row of a table without counts: the page says it once, above. */
export const saidOnce = 'reported-no-counts'

const shapes: Readonly<Record<Outcome, ShapeKind>> = { same: 'good', different: 'bad', 'not-enough': 'none' }

function Concluded({ outcome, reasons }: { readonly outcome: Outcome; readonly reasons: Reasons }) {
  const { t } = useWords()
  return (
    <td className="concluded">
      <span className="nowrap">
        <Shape kind={shapes[outcome]} /> {t(`compared.${outcome}`)}
      </span>
      {reasons
        .filter(({ code }) => code !== saidOnce)
        .map(({ code, message }) => (
          <p key={code + message} className="small faint">
            {message}
          </p>
        ))}
    </td>
  )
}
