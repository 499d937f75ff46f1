import { exact } from '../../../src/core/exact.ts'
import { Shape } from '../../parts/shape.tsx'
import type { Handbook } from '../../parts/handbook.ts'
import { changeText, pointsText, ratioText, sent } from '../../words/number.ts'
import { periodText } from '../../words/time.ts'
import { TableFrame } from '../../parts/table-frame.tsx'
import { useWords } from '../../words/words.ts'
import type { Figure, TrendPoint } from './figure.tsx'

type Props = {
  readonly points: readonly TrendPoint[]
  readonly handbook: Handbook
  readonly figure: Figure
  readonly label: string
}

/** The same as the chart, in figures, with all groups beside the one that is drawn. */
export function TrendTable({ points, handbook, figure, label }: Props) {
  const { t, language } = useWords()
  const codes = Object.keys(points.at(-1)?.groups ?? {})
  return (
    <TableFrame label={label}>
      <table className="trend-table">
        <caption className="unseen">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('trends.period')}</th>
            <th scope="col" className="number">
              {figure.name}
            </th>
            <th scope="col" className="number">
              {t('trends.change')}
            </th>
            {codes.map((code) => (
              <th key={code} scope="col" className="number">
                {handbook.group(code).name}
              </th>
            ))}
            <th scope="col">{t('trends.version')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point, index) => (
            <tr key={point.period} className={point.isBreak ? 'is-break' : undefined}>
              <th scope="row" className="nowrap">
                {periodText(point.period, language)}
              </th>
              <td className="number">
                <strong>{figureText(point, figure, language) ?? t('state.noData')}</strong>
              </td>
              <td className="number">
                <Change now={point} before={points[index - 1]} figure={figure} />
              </td>
              {codes.map((code) => (
                <td key={code} className="number">
                  {pointsText(point.groups[code] ?? null, language)}
                </td>
              ))}
              <td className="small nowrap">
                {point.indexSet}
                {point.provisional && <span className="faint"> · {t('trends.provisional')}</span>}
                {point.isBreak && (
                  <span>
                    {' '}
                    · <Shape kind="warn" /> {t('trends.break')}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  )
}

function figureText(point: TrendPoint, figure: Figure, language: 'vi' | 'en'): string | null {
  const value = figure.of(point)
  if (value === null) return null
  return figure.isRate ? ratioText(value, language) : pointsText(value, language)
}

type ChangeProps = { readonly now: TrendPoint; readonly before: TrendPoint | undefined; readonly figure: Figure }

/** A drop that people act on: half a point, or two percentage points. */
const drops = { points: exact('0.5'), rate: exact(2) }

function Change({ now, before, figure }: ChangeProps) {
  const { language } = useWords()
  const [value, was] = [figure.of(now), before === undefined ? null : figure.of(before)]
  if (value === null || was === null || now.isBreak) return <span className="faint">–</span>
  const apart = sent(value).sub(sent(was))
  const change = figure.isRate ? apart.mul(exact(100)) : apart
  const isDrop = change.s < 0n && change.abs().compare(figure.isRate ? drops.rate : drops.points) >= 0
  return (
    <span className={isDrop ? 'lost' : undefined}>
      {isDrop && <Shape kind="down" />} {changeText(change, language)}
    </span>
  )
}
