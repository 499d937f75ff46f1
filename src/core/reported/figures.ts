import { type Exact, quotient, roundHalfUp } from '../exact.ts'
import type { ReportedScorecard } from '../observation/bodies.ts'
import type { Count } from '../score/counts.ts'
import { exactOf, numberText } from '../table/cell-text.ts'
import type { PrintedVerdict } from '../table/monthly-table.ts'
import { newestFirst, type Origin, type Report } from './report.ts'

/**
 * Names of figures in a reported scorecard. A group, or groups shown as one, stands under its code (`CKMB`, `online`), the
 * sum under `total`; what an indicator is reported with under its id: `on-time.part`. `percent` is a rate printed with %,
 * `ratio` what the portal prints as one, a fraction or percent: shown, never computed with.
 */
export type Facet = 'part' | 'whole' | 'ratio' | 'percent' | 'points' | 'max'
export const totalName = 'total'

export function figureName(id: string, facet: Facet): string {
  return `${id}.${facet}`
}

/** A rate in percent, with the decimals that it was printed with. */
export type PrintedRate = { readonly percent: Exact; readonly decimals: number }

/** Points as printed: of the portal with 2 decimals, of printed tables with as many as they show. */
export type PrintedPoints = { readonly value: Exact; readonly decimals: number }

export type ReportedIndicator = {
  /** null: reported as no data. undefined: no counts were reported, or none that can be read. */
  readonly count: Count | null | undefined
  readonly rate: PrintedRate | null
  readonly points: PrintedPoints | null
  readonly verdict: PrintedVerdict | null
  /** What stands in place of a figure: "Không có số liệu". */
  readonly text: string | null
  readonly origin: Origin
}

export type ReportedPoints = { readonly points: PrintedPoints | null; readonly origin: Origin }

/**
 * What the reports of one series say of a unit in a period: each figure from the newest capture that has it, since the
 * portal answers group by group. Part, whole and points of an indicator are always of one capture.
 */
export class ReportedFigures {
  /** Newest first. */
  readonly reports: readonly Report[]

  constructor(reports: readonly Report[]) {
    this.reports = newestFirst(reports)
  }

  get name(): string | null {
    return this.#said(({ name }) => name)
  }

  get rank(): number | null {
    return this.#said(({ rank }) => rank)
  }

  get band(): string | null {
    return this.#said(({ band }) => band)
  }

  /** Codes of groups, or names of groups shown as one, in the order of the newest table. */
  groupNames(): readonly string[] {
    const names = this.reports.flatMap(({ body }) => Object.keys(body.figures))
    return [...new Set(names)].filter((name) => !name.includes('.') && name !== totalName)
  }

  /** From the newest table with a total, so that groups stand beside the total that they add to. */
  group(code: string): ReportedPoints | null {
    const having = this.reports.filter(({ body }) => Object.hasOwn(body.figures, code))
    const report = having.find(({ body }) => Object.hasOwn(body.figures, totalName)) ?? having[0]
    return report === undefined ? null : { points: pointsOf(report, code), origin: report.origin }
  }

  total(): ReportedPoints | null {
    return this.group(totalName)
  }

  indicator(id: string): ReportedIndicator | null {
    const report = this.reports.find(({ body }) => speaksOf(body, id))
    if (report === undefined) return null
    const { body, origin } = report
    return {
      count: countOf(body, id),
      rate: rateOf(body, id),
      points: pointsOf(report, figureName(id, 'points')),
      verdict: body.verdicts?.[id] ?? null,
      text: body.printed?.[id] ?? null,
      origin,
    }
  }

  #said<T>(what: (body: ReportedScorecard) => T | undefined): T | null {
    for (const { body } of this.reports) {
      const said = what(body)
      if (said !== undefined) return said
    }
    return null
  }
}

function speaksOf({ figures, printed, verdicts }: ReportedScorecard, id: string): boolean {
  const names = [...Object.keys(figures), ...Object.keys(printed ?? {}), ...Object.keys(verdicts ?? {})]
  return names.some((name) => name === id || name.startsWith(`${id}.`))
}

function pointsOf({ body, origin }: Report, name: string): PrintedPoints | null {
  const points = body.figures[name] ?? null
  if (points === null) return null
  const decimals = origin.form === 'monthly-table' ? decimalsOf(body, name, points) : 2
  return { value: exactOf(points), decimals }
}

/** A number loses the zeros that it ends with; where they mattered, the wording was kept. */
function decimalsOf({ printed }: ReportedScorecard, name: string, figure: number): number {
  const inText = (text: string) => /[.,](\d+)/.exec(text)?.[1]?.length ?? 0
  return Math.max(inText(numberText(figure)), inText(printed?.[name] ?? ''))
}

function countOf({ figures, printed }: ReportedScorecard, id: string): Count | null | undefined {
  const [partName, wholeName] = [figureName(id, 'part'), figureName(id, 'whole')]
  const part = figures[partName]
  const whole = figures[wholeName]
  if (typeof part === 'number' && typeof whole === 'number') return { part, whole }
  const isUnreadable = printed?.[partName] !== undefined || printed?.[wholeName] !== undefined
  return part === null && whole === null && !isUnreadable ? null : undefined
}

function rateOf(body: ReportedScorecard, id: string): PrintedRate | null {
  const name = figureName(id, 'percent')
  const percent = body.figures[name] ?? null
  if (percent === null) return null
  return { percent: exactOf(percent), decimals: decimalsOf(body, name, percent) }
}

/** A printed figure stands for every value that rounds to it. */
export function roundsTo(value: Exact, printed: Exact, decimals: number): boolean {
  return roundHalfUp(value, decimals).equals(printed)
}

/** The ratio that was reported: of its counts, else as printed with %; null where there is neither, or a whole of 0. */
export function ratioIn({ count, rate }: ReportedIndicator): Exact | null {
  if (count !== null && count !== undefined) return count.whole === 0 ? null : quotient(count.part, count.whole)
  return rate === null ? null : rate.percent.div(100)
}
