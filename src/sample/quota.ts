import type { SampleUnit } from './province.ts'
import type { Fate } from './plan.ts'
import { apportion } from './share.ts'
import { type LastMonth, tuned } from './tuning.ts'

/** How many dossiers are to be what, besides their fates. */
export type Counts<T> = {
  readonly received: T
  /** Of procedures that return a paper: among those with a result, and among the others. */
  readonly paperSettled: T
  readonly paperOther: T
  readonly eResult: T
  /** A file as the result of a procedure that returns no paper. */
  readonly otherResult: T
  readonly digitised: T
  /** Online and counted: no paper is returned, or there is an e-result. */
  readonly filedOnline: T
  /** Online, but a paper is due and there is no e-result. */
  readonly onlineOnly: T
  readonly feePositive: T
  readonly feeZero: T
  readonly paid: T
  readonly reused: T
  readonly stored: T
  readonly population: T
  readonly synced: T
  readonly disliked: T
  readonly petitioned: T
  /** The national report's figure. */
  readonly report: T
}

/** For each unit, in the order of the units: exact, so that the province's sums are. */
export type Quotas = Counts<readonly number[]> & { readonly fates: Readonly<Record<Fate, readonly number[]>> }

/** Totals of one month, the whole province. */
export type MonthTotals = Counts<number> & { readonly fates: Readonly<Record<Fate, number>> }

const none: Readonly<Record<Fate, number>> = {
  'on-time': 0,
  'ended-otherwise': 0,
  late: 0,
  'next-on-time': 0,
  'next-late': 0,
  within: 0,
  overdue: 0,
  waiting: 0,
  'waiting-again': 0,
}

/** Those still overdue at the end: half a percent of every earlier month. */
export function leftOver(received: number): number {
  return Math.round(received * 0.005)
}

/** An earlier month; `growth` from 0 to 1 says how far it has come towards the last one. */
export function earlierTotals(received: number, growth: number, next?: { onTime: number; late: number }): MonthTotals {
  const of = (share: number) => Math.round(received * share)
  const nextOnTime = Math.min(next?.onTime ?? of(0.06), received)
  const nextLate = Math.min(next?.late ?? of(0.045), received - nextOnTime)
  const overdue = Math.min(leftOver(received), received - nextOnTime - nextLate)
  const rest = received - nextOnTime - nextLate - overdue
  const otherwise = Math.round(rest * 0.02)
  const late = Math.round(rest * (0.24 - 0.06 * growth))
  const fates = {
    ...none,
    'on-time': rest - otherwise - late,
    'ended-otherwise': otherwise,
    late,
    'next-on-time': nextOnTime,
    'next-late': nextLate,
    overdue,
  }
  const share = (hundredths: number) => (hundredths / 10_000) * (0.82 + 0.17 * growth)
  const [paper, fee] = [of(0.72), of(0.45)]
  const synced = of(share(tuned['dossiers-synced']))
  const parts = {
    eResult: Math.round(paper * share(tuned['e-result'])),
    digitised: of(share(tuned.digitised)),
    filedOnline: of(share(tuned['filed-online'])),
    paid: Math.round(fee * share(tuned['paid-online'])),
    disliked: of(0.006),
    report: of(1.01),
  }
  return { received, fates, ...side(received, fates, paper, fee), synced, ...parts }
}

export function lastTotals({ received, onTime, rates }: LastMonth): MonthTotals {
  const of = (share: number) => Math.round(received * share)
  const late = received - onTime
  const [overdue, again] = [Math.min(of(0.045), late), Math.min(of(0.006), Math.max(0, late - of(0.045)))]
  const [within, waiting, otherwise] = [of(0.11), of(0.012), of(0.015)]
  const fates = {
    ...none,
    'on-time': onTime - within - waiting - otherwise,
    'ended-otherwise': otherwise,
    late: late - overdue - again,
    within,
    overdue,
    waiting,
    'waiting-again': again,
  }
  const { part: paid, whole: fee } = rates['paid-online']
  const { part: eResult, whole: paper } = rates['e-result']
  const [filedOnline, digitised] = [rates['filed-online'].part, rates.digitised.part]
  const base = side(received, fates, paper, fee)
  const disliked = onTime - rates['service-satisfaction'].part - base.petitioned
  const { part: synced, whole: report } = rates['dossiers-synced']
  return { received, fates, ...base, eResult, digitised, filedOnline, paid, disliked, synced, report }
}

/** What is the same for every month. Reuse, storage and population data have no figure in the table of 2023. */
function side(received: number, fates: MonthTotals['fates'], paper: number, fee: number) {
  const of = (share: number) => Math.round(received * share)
  const settled = fates['on-time'] + fates.late + fates['next-on-time'] + fates['next-late']
  const paperSettled = Math.min(paper, Math.round((paper * settled) / Math.max(1, received)))
  return {
    paperSettled,
    paperOther: paper - paperSettled,
    otherResult: Math.round((settled - paperSettled) * 0.75),
    onlineOnly: of(0.06),
    feePositive: fee,
    feeZero: of(0.05),
    reused: of(0.1247),
    stored: of(0.313),
    population: of(0.6418),
    petitioned: of(0.001),
  }
}

/** Shares the totals of a month out to the units: by their work, and better figures to those that work better. */
export function quotasOf(totals: MonthTotals, units: readonly SampleUnit[]): Quotas {
  const received = apportion(
    totals.received,
    units.map(({ weight }) => weight),
  )
  const fates = fatesOf(totals.fates, received, units)
  const sum = (index: number, ...names: readonly Fate[]) =>
    names.reduce((whole, name) => whole + (fates[name][index] ?? 0), 0)
  const settled = received.map((_, index) => sum(index, 'on-time', 'late', 'next-on-time', 'next-late'))
  const good = (total: number, caps: readonly number[]) =>
    apportion(
      total,
      caps.map((cap, index) => cap * (units[index]?.quality ?? 1)),
      caps,
    )
  const less = (caps: readonly number[], taken: readonly number[]) =>
    caps.map((cap, index) => cap - (taken[index] ?? 0))
  const plus = (a: readonly number[], b: readonly number[]) => a.map((value, index) => value + (b[index] ?? 0))
  const plain = (total: number, caps: readonly number[]) => apportion(total, caps, caps)

  const paperSettled = plain(totals.paperSettled, settled)
  const paperOther = plain(totals.paperOther, less(received, settled))
  const eResult = good(totals.eResult, paperSettled)
  const otherResult = good(totals.otherResult, less(settled, paperSettled))
  const paper = plus(paperSettled, paperOther)
  const filedOnline = good(totals.filedOnline, plus(less(received, paper), eResult))
  const feePositive = plain(totals.feePositive, received)
  const synced = good(totals.synced, received)
  const disliked = plain(totals.disliked, fates['on-time'])
  return {
    received,
    fates,
    paperSettled,
    paperOther,
    eResult,
    otherResult,
    digitised: good(totals.digitised, plus(eResult, otherResult)),
    filedOnline,
    onlineOnly: plain(totals.onlineOnly, less(paper, eResult)),
    feePositive,
    feeZero: plain(totals.feeZero, less(received, feePositive)),
    paid: good(totals.paid, feePositive),
    reused: good(totals.reused, received),
    stored: good(totals.stored, received),
    population: good(totals.population, received),
    synced,
    disliked,
    petitioned: plain(totals.petitioned, less(fates['on-time'], disliked)),
    report: plus(synced, apportion(totals.report - totals.synced, less(received, synced))),
  }
}

/** First what went badly, more of it to units that work badly; then the rest to whoever has room. */
function fatesOf(totals: MonthTotals['fates'], received: readonly number[], units: readonly SampleUnit[]) {
  let room = [...received]
  const take = (total: number, bad: boolean): number[] => {
    const weight = (cap: number, index: number) => cap * (bad ? (1.5 - (units[index]?.quality ?? 1)) ** 2 : 1)
    const given = apportion(total, room.map(weight), room)
    room = room.map((cap, index) => cap - (given[index] ?? 0))
    return given
  }
  return {
    late: take(totals.late, true),
    'next-late': take(totals['next-late'], true),
    overdue: take(totals.overdue, true),
    'waiting-again': take(totals['waiting-again'], true),
    'next-on-time': take(totals['next-on-time'], false),
    within: take(totals.within, false),
    waiting: take(totals.waiting, false),
    'ended-otherwise': take(totals['ended-otherwise'], false),
    'on-time': take(totals['on-time'], false),
  }
}
