import { useEffect, useRef } from 'react'
import { pointsText } from '../words/number.ts'
import { useWords } from '../words/words.ts'
import './line-chart.css'

/** A line; null is a gap, never a zero. Series that may not be joined come as several. */
export type Line = { readonly name: string; readonly values: readonly (number | null)[] }

type Props = {
  /** What is shown, in a sentence: read out instead of the picture. */
  readonly label: string
  readonly periods: readonly string[]
  readonly lines: readonly Line[]
  readonly max: number | null
  /** After each value in a tooltip. */
  readonly suffix?: string
  /** Places at which another version begins, with its name. */
  readonly breaks: readonly { readonly at: number; readonly label: string }[]
}

/** Pixels across A4 between its margins. */
const paperWidth = 680

const symbols = ['circle', 'rect', 'triangle', 'diamond'] as const

/** The picture of a table that stands beside it. Drawn on a canvas: the content security policy forbids inline styles. */
export function LineChart(props: Props) {
  const { language } = useWords()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let isGone = false
    let dispose = () => {
      isGone = true
    }
    const draw = async () => {
      const { init } = await import('./chart-kit.ts')
      const here = place.current
      if (isGone || here === null) return
      const chart = init(here, null, { renderer: 'canvas' })
      chart.setOption(optionOf(props, language, colours(here)))
      const watch = new ResizeObserver(() => chart.resize())
      watch.observe(here)
      const paper = window.matchMedia('print')
      const toPaper = () => {
        chart.resize({ width: paper.matches ? paperWidth : 'auto' })
        // Paper waits for no next frame.
        chart.getZr().flush()
      }
      paper.addEventListener('change', toPaper)
      dispose = () => {
        paper.removeEventListener('change', toPaper)
        watch.disconnect()
        chart.dispose()
      }
    }
    void draw()
    return () => dispose()
  })
  return <div className="line-chart" ref={place} role="img" aria-label={props.label} />
}

function colours(of: HTMLElement) {
  const style = getComputedStyle(of)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  return {
    lines: [token('deep'), token('accent'), token('deep-soft'), token('warn')],
    ink: token('ink-soft'),
    rule: token('rule'),
    letters: style.fontFamily,
  }
}

function optionOf(
  { periods, lines, max, suffix = '', breaks }: Props,
  language: 'vi' | 'en',
  { lines: palette, ink, rule, letters }: ReturnType<typeof colours>,
) {
  const text = { color: ink, fontFamily: letters, fontSize: 14 }
  return {
    animation: false,
    color: palette,
    textStyle: text,
    aria: { enabled: true, decal: { show: true } },
    grid: { left: 48, right: 24, top: lines.length > 1 ? 44 : 20, bottom: 32 },
    legend: { show: lines.length > 1, top: 0, textStyle: text },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      valueFormatter: (value: unknown) => labelOf(value, language, suffix) || '–',
    },
    xAxis: { type: 'category', data: periods, axisLabel: text, axisLine: { lineStyle: { color: ink } } },
    yAxis: {
      type: 'value',
      ...rangeOf(lines, max),
      axisLabel: { ...text, formatter: (value: number) => pointsText(value, language, 0) + suffix },
      splitLine: { lineStyle: { color: rule } },
    },
    series: lines.map(({ name, values }, index) => ({
      type: 'line',
      name,
      data: values,
      connectNulls: false,
      symbol: symbols[index % symbols.length],
      symbolSize: 8,
      labelLayout: { hideOverlap: true },
      lineStyle: { width: 2.5, type: index === 0 ? 'solid' : 'dashed' },
      label: {
        show: lines.length === 1,
        formatter: ({ value }: { value: unknown }) => labelOf(value, language, suffix),
      },
      ...(index === 0 && {
        markLine: {
          symbol: 'none',
          silent: true,
          lineStyle: { color: ink, type: 'dotted', width: 2 },
          data: breaks.map(({ at, label }) => ({ xAxis: at, label: { ...text, formatter: label } })),
        },
      }),
    })),
  }
}

/**
 * As much of the scale as the figures need, in tens: half a point is what people look for. A line, unlike a bar, may begin
 * above zero; the axis says where.
 */
function rangeOf(lines: readonly Line[], max: number | null) {
  const values = lines.flatMap((line) => line.values.flatMap((value) => value ?? []))
  if (values.length === 0) return { min: 0, max: max ?? undefined }
  const step = max === null || max > 30 ? 10 : 2
  const min = Math.max(0, Math.floor((Math.min(...values) - step / 4) / step) * step)
  const most = Math.ceil((Math.max(...values) + step / 4) / step) * step
  return { min, max: max === null ? most : Math.min(max, most), minInterval: 1 }
}

function labelOf(value: unknown, language: 'vi' | 'en', suffix: string): string {
  return typeof value === 'number' ? pointsText(value, language) + suffix : ''
}
