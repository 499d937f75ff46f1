import { type Hundredths, partOf, printed, wholeFor } from './share.ts'

/** The rates that the last month is made to have: the provincial table of November 2023, in hundredths of a percent. */
export const tuned = {
  'dossiers-synced': 7502,
  'on-time': 7411,
  'filed-online': 4908,
  'paid-online': 5855,
  'e-result': 5730,
  digitised: 5043,
  'service-satisfaction': 7572,
} as const satisfies Record<string, Hundredths>
export type Tuned = keyof typeof tuned

/** Of the table too, but only as near as the number of dossiers allows: three rates of one whole need a large one. */
const nearOnly: ReadonlySet<Tuned> = new Set<Tuned>(['service-satisfaction'])

export type Rate = { readonly part: number; readonly whole: number }
export type Rates = Readonly<Record<Tuned, Rate>>

/** The counts of the last month, the whole province. */
export type LastMonth = {
  readonly received: number
  /** Carried into it from the month before. */
  readonly carried: number
  /** Of those received, and of those carried in, in time at its end. */
  readonly onTime: number
  readonly carriedOnTime: number
  readonly rates: Rates
}

/** The size of the last month: near `preferred`, and such that its rates of received can be met; all three if that is near. */
export function receivedFor(preferred: number, most: number): number {
  const two = [tuned['filed-online'], tuned.digitised]
  const least = Math.min(100, most)
  const third = Math.round(preferred / 3)
  return (
    wholeFor(
      [...two, tuned['service-satisfaction']],
      preferred,
      preferred - third,
      Math.min(most, preferred + third),
    ) ??
    wholeFor(two, preferred, least, most) ??
    Math.min(preferred, most)
  )
}

/**
 * All counts of the last month. `carriedPreferred`: about how many the month before can leave over; `carriedLate`:
 * how many older ones are still open and overdue, which are carried in as well.
 */
export function lastMonth(received: number, carriedPreferred: number, carriedLate: number): LastMonth {
  const near = (target: Hundredths, preferred: number, least: number, most: number) =>
    wholeFor([target], preferred, least, most) ?? preferred
  const satisfied = partOf(tuned['service-satisfaction'], received).part
  const open = near(tuned['on-time'], received + carriedLate + carriedPreferred, received + carriedLate, received * 2)
  const onTimeAll = partOf(tuned['on-time'], open).part
  const carried = open - received - carriedLate
  // Those carried in do worse, but enough received ones must be in time for the satisfied ones to be among them.
  const least = Math.max(satisfied + Math.ceil(received / 200), onTimeAll - carried)
  const onTime = Math.min(onTimeAll, received, Math.max(least, onTimeAll - Math.round(carried * 0.45)))
  const fee = near(tuned['paid-online'], Math.round(received * 0.45), 1, received)
  const paper = near(tuned['e-result'], Math.round(received * 0.72), 1, received)
  const report = near(tuned['dossiers-synced'], Math.round(received * 1.012), 1, received * 2)
  const rate = (name: Tuned, whole: number): Rate => ({ part: partOf(tuned[name], whole).part, whole })
  const rates: Rates = {
    'dossiers-synced': rate('dossiers-synced', report),
    'on-time': { part: onTimeAll, whole: open },
    'filed-online': rate('filed-online', received),
    'paid-online': rate('paid-online', fee),
    'e-result': rate('e-result', paper),
    digitised: rate('digitised', received),
    'service-satisfaction': { part: satisfied, whole: received },
  }
  return { received, carried, onTime, carriedOnTime: onTimeAll - onTime, rates }
}

/** The targets that so few dossiers cannot meet to the second decimal. */
export function missed(rates: Rates): Tuned[] {
  const names: readonly Tuned[] = Object.keys(tuned).filter((name): name is Tuned => name in tuned)
  return names.filter((name) => !nearOnly.has(name) && printed(rates[name].part, rates[name].whole) !== tuned[name])
}
