import type { TrendAnswer } from '../../../src/server/routes/trends.ts'
import { asPercent } from '../../../src/core/exact.ts'
import { useAnswer } from '../../api/queries.ts'
import { pages, useAsked, useHref, useParameter } from '../../app/address.ts'
import { useStart } from '../../app/start.tsx'
import { Choices } from '../../parts/choices.tsx'
import { type Handbook, useHandbook } from '../../parts/handbook.ts'
import { type Line, LineChart } from '../../parts/line-chart.tsx'
import { Page } from '../../parts/page.tsx'
import { Answer } from '../../parts/states.tsx'
import { sent } from '../../words/number.ts'
import { minuteText, shortPeriod } from '../../words/time.ts'
import { useWords } from '../../words/words.ts'
import { type Figure, figureOf, FigurePicker } from './figure.tsx'
import { type Grain, grains, periodsUpTo } from './periods.ts'
import { TrendTable } from './trend-table.tsx'
import './trends.css'

/** Months, quarters or years of one figure. Where the version changes, the line ends: scores of two are not comparable. */
export default function Trends() {
  const { t } = useWords()
  const asked = useAsked()
  const href = useHref()
  const [by] = useParameter('theo')
  const [what] = useParameter('so')
  const grain = grains.find((one) => one === by) ?? 'months'
  const periods = periodsUpTo(asked.period, grain, useStart())
  const trend = useAnswer<TrendAnswer>(`/api/trends/${encodeURIComponent(asked.unit)}`, {
    query: { periods: periods.join(','), asOf: asked.asOf },
  })
  const handbook = useHandbook(trend.data?.points.at(-1)?.indexSet)
  return (
    <Page title={t('page.trends')} lead={trend.data && <Lead of={trend.data} />}>
      <div className="trend-tools no-print">
        <Choices
          label={t('trends.by')}
          chosen={grain}
          choices={grains.map((one) => ({
            key: one,
            label: t(`trends.${one}`),
            href: href(pages.trends, { theo: grainName(one), so: what }),
          }))}
        />
        <FigurePicker handbook={handbook} />
      </div>
      <Answer of={trend}>
        {(found) => <Shown trend={found} handbook={handbook} figure={figureOf(what, handbook, t)} />}
      </Answer>
    </Page>
  )
}

function Lead({ of }: { readonly of: TrendAnswer }) {
  const { t } = useWords()
  return (
    <p className="asked-note">
      <strong>{of.name} · </strong>
      {t('question.dataAsOf', { at: minuteText(of.asOf) })}
    </p>
  )
}

/** Months are what a page begins with. */
function grainName(grain: Grain): string | null {
  return grain === 'months' ? null : grain
}

type ShownProps = { readonly trend: TrendAnswer; readonly handbook: Handbook; readonly figure: Figure }

function Shown({ trend, handbook, figure }: ShownProps) {
  const { t } = useWords()
  const { points } = trend
  const breaks = points.flatMap(({ isBreak }, index) => (isBreak ? [index] : []))
  const values = points.map((point) => figure.of(point))
  const label = t('trends.chart', { name: `${figure.name}, ${trend.name}` })
  return (
    <>
      <section className="keep">
        <h2>{figure.name}</h2>
        <LineChart
          label={label}
          periods={points.map(({ period }) => shortPeriod(period, t))}
          lines={linesOf(figure, values, points, breaks)}
          max={figure.isRate ? 100 : figure.max}
          suffix={figure.isRate ? '%' : ''}
          breaks={breaks.map((at) => ({ at, label: points[at]?.indexSet ?? '' }))}
        />
      </section>
      <TrendTable points={points} handbook={handbook} figure={figure} label={label} />
    </>
  )
}

/** A line for each stretch of one version. */
function linesOf(
  figure: Figure,
  values: readonly (number | null)[],
  points: TrendAnswer['points'],
  breaks: readonly number[],
): readonly Line[] {
  const starts = [0, ...breaks]
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? values.length
    const shown = values.map((value, at) => (at >= start && at < end ? shownValue(value, figure.isRate) : null))
    return { name: breaks.length === 0 ? figure.name : (points[start]?.indexSet ?? ''), values: shown }
  })
}

function shownValue(value: number | null, isRate: boolean): number | null {
  return value === null ? null : isRate ? asPercent(sent(value)).round(2).valueOf() : value
}
