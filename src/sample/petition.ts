import { compact, daySeconds, momentText, type Month, type Second } from './days.ts'
import type { Plan } from './plan.ts'
import type { Province } from './province.ts'
import type { Random } from './random.ts'
import { type Row, TableFormat } from './table.ts'
import type { Clock } from './times.ts'

/** Petitions are made and dealt with in one month, far from their time limits of 2, 5, 15 and 2 working days. */
export type SamplePetition = {
  readonly unit: number
  readonly month: number
  readonly row: Row
  /** What was meant. */
  readonly onTime: boolean
  readonly satisfied: boolean
}

export const petitionTable = new TableFormat('phan-anh-kien-nghi')

type Steps = Partial<
  Record<'refusedAt' | 'passedOnAt' | 'askedAt' | 'answeredAt' | 'settledAt' | 'publishedAt', Second>
>

/** Makes the petitions of one month after another, numbered through the day they came. */
export class Petitions {
  readonly #random: Random
  readonly #clock: Clock
  readonly #numbers = new Map<string, number>()

  constructor(random: Random, clock: Clock) {
    this.#random = random
    this.#clock = clock
  }

  /** Of no dossier in particular. In the last month all are in time and satisfied, as in the table of November 2023. */
  ofMonth(count: number, index: number, month: Month, { units }: Province, isLast: boolean): SamplePetition[] {
    // Each may be repeated once, in its own unit and month: the counts are the same whichever of the two is taken off.
    const repeatable = new Map<number, string>()
    return Array.from({ length: count }, () => {
      const unit = this.#random.below(units.length)
      const isOpen = isLast && this.#random.chance(0.1)
      const place = isOpen ? month.to - this.#random.between(3, 10) : this.#random.between(month.from, month.from + 5)
      const roll = isLast ? 50 : this.#random.below(100)
      const [onTime, disliked] = [roll >= 6, roll >= 6 && roll < 10]
      const repeats = roll >= 10 && roll < 40 ? repeatable.get(unit) : undefined
      const steps = isOpen ? {} : onTime ? this.#inTime(place) : this.#late(place, roll < 3)
      const received = this.#clock.at(place, 450, 1000)
      const more = { satisfied: disliked ? 'không hài lòng' : '', repeats: repeats ?? '' }
      const { code, row } = this.#row(units[unit]?.code ?? '', received, steps, more)
      const satisfied = onTime && !disliked && repeats === undefined
      if (repeats !== undefined) repeatable.delete(unit)
      else if (satisfied) repeatable.set(unit, code)
      return { unit, month: index, row, onTime, satisfied }
    })
  }

  /** About a dossier of the sample, received in the evening of the day it ended. */
  about({ times, procedure }: Plan, dossier: string, code: string, unit: number, month: number): SamplePetition {
    const ended = times.places.ended ?? times.places.received
    const received = this.#clock.at(ended, 1080, 1200)
    const settled = this.#clock.at(ended + 2, 450, 1000)
    const steps = { settledAt: settled, publishedAt: this.#clock.at(ended + 3, 450, 1000) }
    const more = { satisfied: 'hài lòng', dossier, procedure: procedure.code }
    const { row } = this.#row(code, received, steps, more)
    return { unit, month, row, onTime: true, satisfied: true }
  }

  #inTime(place: number): Steps {
    const clock = this.#clock
    const way = this.#random.below(10)
    if (way === 0) return { refusedAt: clock.at(place + 1, 450, 1000) }
    if (way === 1) return { passedOnAt: clock.at(place + 1, 450, 1000) }
    const asks = way === 2 ? { askedAt: clock.at(place + 2, 450, 690), answeredAt: clock.at(place + 4, 450, 1000) } : {}
    const settled = place + this.#random.between(5, 8)
    return { ...asks, settledAt: clock.at(settled, 450, 1000), publishedAt: clock.at(settled + 1, 450, 1000) }
  }

  /** Passed on after more than a week, or published more than a week after it was settled. */
  #late(place: number, passedOn: boolean): Steps {
    const clock = this.#clock
    if (passedOn) return { passedOnAt: clock.at(place + 9, 450, 1000) }
    return {
      settledAt: clock.at(place + 2, 450, 1000),
      publishedAt: clock.at(place + 9, 450, 1000),
    }
  }

  #row(unit: string, received: Second, steps: Steps, more: Row): { code: string; row: Row } {
    const day = compact(Math.floor(received / daySeconds))
    const number = (this.#numbers.get(day) ?? 0) + 1
    this.#numbers.set(day, number)
    const code = `PAKN.${day}.${String(number).padStart(4, '0')}`
    const times = Object.fromEntries(Object.entries(steps).map(([field, at]) => [field, momentText(at)]))
    return { code, row: { code, responsibleUnit: unit, receivedAt: momentText(received), ...times, ...more } }
  }
}
