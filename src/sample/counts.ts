import { isInPeriod, isInTimeAt, type Plan } from './plan.ts'
import type { TruthPeriod } from './periods.ts'

/** What is counted of dossiers: events fall in one month, states are looked at in every period. */
export const events = [
  'received',
  'filed-online',
  'paper',
  'e-result',
  'digitised',
  'reused',
  'stored',
  'population',
  'with-fee',
  'paid-online',
  'synced',
] as const
export const states = ['open', 'open-on-time', 'online', 'online-on-time', 'satisfied'] as const
export type Measure = (typeof events)[number] | (typeof states)[number]

/** What a procedure or service has at least one dossier of. */
export type Having = 'used-online' | 'paid-online' | 'population'

const measures: readonly Measure[] = [...events, ...states]
const place = new Map(measures.map((measure, index) => [measure, index]))

/** Bits of a procedure in a month and a unit. */
const usedOnline = 1
const paidOnline = 2
const withPopulationData = 4

/** Counts of what was meant, kept while the dossiers are made: one whole number for each period, unit and measure. */
export class Counts {
  readonly #periods: readonly TruthPeriod[]
  readonly #units: number
  readonly #table: Float64Array
  readonly #procedures: number
  readonly #marks: Uint8Array

  constructor(periods: readonly TruthPeriod[], units: number, procedures: number, months: number) {
    this.#periods = periods
    this.#units = units
    this.#procedures = procedures
    this.#table = new Float64Array(periods.length * units * measures.length)
    this.#marks = new Uint8Array(months * units * procedures)
  }

  add(plan: Plan, unit: number, month: number): void {
    if (plan.role.kind !== 'counted') return
    for (const [index, period] of this.#periods.entries()) {
      if (period.months.includes(month)) this.#addEvents(plan, index, unit)
      this.#addStates(plan, index, unit, period.months.includes(month))
    }
    this.#mark(plan, unit, month)
  }

  get(period: number, unit: number, measure: Measure): number {
    return this.#table[this.#cell(period, unit, measure)] ?? 0
  }

  /** Whether the procedure has such a dossier among those that one of the units received in the period. */
  has(period: number, units: readonly number[], procedure: number, what: Having): boolean {
    const bit = what === 'used-online' ? usedOnline : what === 'paid-online' ? paidOnline : withPopulationData
    const months = this.#periods[period]?.months ?? []
    return months.some((month) =>
      units.some((unit) => ((this.#marks[this.#markCell(month, unit, procedure)] ?? 0) & bit) !== 0),
    )
  }

  #markCell(month: number, unit: number, procedure: number): number {
    return (month * this.#units + unit) * this.#procedures + procedure
  }

  #cell(period: number, unit: number, measure: Measure): number {
    return (period * this.#units + unit) * measures.length + (place.get(measure) ?? 0)
  }

  #one(period: number, unit: number, measure: Measure): void {
    const cell = this.#cell(period, unit, measure)
    this.#table[cell] = (this.#table[cell] ?? 0) + 1
  }

  #addEvents(plan: Plan, period: number, unit: number): void {
    const count = (measure: Measure, is: boolean) => {
      if (is) this.#one(period, unit, measure)
    }
    const { procedure, hasResultFile } = plan
    count('received', true)
    count('filed-online', plan.isOnline && (!procedure.returnsPaper || hasResultFile))
    count('paper', procedure.returnsPaper)
    count('e-result', procedure.returnsPaper && hasResultFile)
    count('digitised', plan.isDigitised)
    count('reused', plan.isReused)
    count('stored', plan.isStored)
    count('population', plan.usesPopulationData)
    count('with-fee', plan.fee === 'positive')
    count('paid-online', plan.fee === 'positive' && plan.isPaidOnline)
    count('synced', plan.isSynced)
  }

  #addStates(plan: Plan, index: number, unit: number, isReceived: boolean): void {
    const period = this.#periods[index]
    if (!period || !isInPeriod(plan.times, period.first, period.moment)) return
    const inTime = isInTimeAt(plan.times, period.moment)
    this.#one(index, unit, 'open')
    if (inTime) this.#one(index, unit, 'open-on-time')
    if (plan.isOnline) this.#one(index, unit, 'online')
    if (plan.isOnline && inTime) this.#one(index, unit, 'online-on-time')
    if (isReceived && inTime && !plan.isDisliked && !plan.hasPetition) this.#one(index, unit, 'satisfied')
  }

  #mark({ procedure, isOnline, isPaidOnline, usesPopulationData }: Plan, unit: number, month: number): void {
    const cell = this.#markCell(month, unit, procedure.index)
    const bits =
      (isOnline ? usedOnline : 0) | (isPaidOnline ? paidOnline : 0) | (usesPopulationData ? withPopulationData : 0)
    this.#marks[cell] = (this.#marks[cell] ?? 0) | bits
  }
}
