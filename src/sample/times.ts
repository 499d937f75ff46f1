import { daySeconds, type Month, type Second, type Span } from './days.ts'
import type { Ask, Fate, Times } from './plan.ts'
import type { Random } from './random.ts'

/** Times that make a fate so. All places are in the list of working days, so that weekends and Tết are stepped over. */

type Places = { readonly received: number; readonly due: number; readonly ended: number | null }

/** A wish for something beside the fate; it is left out where the times have no room for it. */
export type Wish = 'supplement' | 'several' | 'credit' | 'moved' | 'no-due' | null

export class Clock {
  readonly #random: Random
  readonly #span: Span
  constructor(random: Random, span: Span) {
    this.#random = random
    this.#span = span
  }

  times(fate: Fate, month: Month, maxDays: number, wish: Wish): Times {
    const places = this.#places(fate, month, maxDays)
    const plain = this.#plain(fate, places)
    if (fate === 'waiting') return { ...plain, asks: [this.#openAsk(places.received + 1, month, places.due - 1)] }
    if (fate === 'waiting-again') return { ...plain, asks: this.#twoAsks(places, month) }
    if (wish === null || plain.end === null || places.ended === null) return plain
    if (fate.startsWith('next')) return this.#acrossMonths(plain, month)
    return wish === 'no-due' ? withoutDue(plain, maxDays) : this.#supplemented(plain, wish, fate === 'late')
  }

  /** A moment of office hours on that working day, in whole minutes. */
  at(place: number, firstMinute: number, lastMinute: number): Second {
    return this.day(place) * daySeconds + this.#random.between(firstMinute, lastMinute) * 60
  }

  day(place: number): number {
    const day = this.#span.workdays[place]
    if (day === undefined) throw new Error(`no working day ${place}`)
    return day
  }

  /** Received, due and ended, each a working day, in the order that the fate needs. */
  #places(fate: Fate, { from, to }: Month, maxDays: number): Places {
    const random = this.#random
    const limit = random.between(1, Math.max(1, Math.min(maxDays, 15)))
    const short = Math.min(limit, 6)
    const middle = Math.min(limit, 10)
    const received = (first: number, last: number) => random.between(Math.max(from, first), last)
    switch (fate) {
      case 'on-time':
      case 'ended-otherwise': {
        const start = received(from, to)
        return { received: start, due: start + limit, ended: random.between(start, Math.min(start + limit, to)) }
      }
      case 'late': {
        const start = received(from, to - short - 1)
        return {
          received: start,
          due: start + short,
          ended: random.between(start + short + 1, Math.min(to, start + 14)),
        }
      }
      case 'next-on-time': {
        const start = received(to - middle + 1, to)
        return { received: start, due: start + middle, ended: random.between(to + 1, start + middle) }
      }
      case 'next-late': {
        const start = received(to - 8, to)
        const first = Math.max(to + 1, start + middle + 1)
        return { received: start, due: start + middle, ended: random.between(first, Math.min(first + 6, to + 13)) }
      }
      case 'within': {
        const start = received(to - limit + 1, to)
        return { received: start, due: start + limit, ended: null }
      }
      case 'overdue': {
        const start = received(from, to - short - 1)
        return { received: start, due: start + short, ended: null }
      }
      case 'waiting':
      case 'waiting-again': {
        const start = received(from, to - 4)
        return { received: start, due: start + Math.max(2, limit), ended: null }
      }
    }
  }

  #plain(fate: Fate, places: Places): Times {
    const random = this.#random
    const isMorning = random.chance(0.6)
    const received = isMorning ? this.at(places.received, 450, 680) : this.at(places.received, 810, 960)
    // Handed in online the evening before, or at the desk some minutes before.
    const submitted = received - random.between(2, random.chance(0.2) ? 900 : 40) * 60
    const isLastDay = new Date(this.day(places.due) * daySeconds * 1000 + daySeconds * 1000).getUTCDate() === 1
    const isDay = !isLastDay && random.chance(0.15)
    const due = this.day(places.due) * daySeconds + (isDay ? 0 : 17 * 3600)
    return {
      submitted,
      received,
      due,
      end: places.ended === null ? null : this.#end(places.received, places.ended),
      endsOnTime: fate === 'on-time' || fate === 'ended-otherwise' || fate === 'next-on-time',
      asks: [],
      places,
    }
  }

  #end(received: number, ended: number): Second {
    if (received === ended) return this.at(ended, 965, 1019)
    return this.#random.chance(0.5) ? this.at(ended, 450, 690) : this.at(ended, 810, 1019)
  }

  #openAsk(first: number, { to }: Month, last: number): Ask {
    const asked = this.at(this.#random.between(first, Math.max(first, Math.min(last, to))), 450, 690)
    return { asked, answered: null, before: null, after: null }
  }

  #twoAsks({ received }: Places, month: Month): Ask[] {
    const asked = this.at(received + 1, 450, 690)
    const answered = this.at(received + 2, 810, 1000)
    return [{ asked, answered, before: null, after: null }, this.#openAsk(received + 3, month, month.to)]
  }

  /** Asked in one month and answered in the next: at the end of the first it waits, which is in time. */
  #acrossMonths(plain: Times, { to }: Month): Times {
    const { received, ended, due } = plain.places
    if (ended === null || received >= to || ended <= to + 1 || due <= to) return plain
    const asked = this.at(this.#random.between(received + 1, to), 450, 690)
    const answered = this.at(this.#random.between(to + 1, ended - 1), 810, 1000)
    const asks = [{ asked, answered, before: null, after: null }]
    // What ends late must do so even after the citizen's time was taken off.
    const isClear = plain.endsOnTime || lateBy(plain, asks) > daySeconds / 24
    return isClear ? { ...plain, asks } : plain
  }

  #supplemented(plain: Times, wish: Wish, isLate: boolean): Times {
    const { received, ended } = plain.places
    const { end } = plain
    if (ended === null || end === null || ended - received < (wish === 'several' ? 5 : 2)) return plain
    const asks =
      wish === 'several'
        ? this.#answered([received + 1, received + 2], [received + 3, ended - 1])
        : this.#answered([received + 1, ended - 1])
    if (isLate) {
      if (lateBy(plain, asks) < daySeconds / 24) return plain
      // Moving a due date that has passed is bad practice, and is made on purpose elsewhere.
      const isEarly = asks.every(({ asked }) => plain.due !== null && asked < plain.due)
      return wish === 'moved' && isEarly ? moved(plain, asks) : { ...plain, asks }
    }
    if (wish === 'moved') return moved(plain, asks)
    // In time only because the citizen's time is taken off.
    const earlier = this.day(ended - 1) * daySeconds + 17 * 3600
    const needed = wish === 'credit' && end > earlier && end - lengthOf(asks) <= earlier
    return needed ? { ...plain, asks, due: earlier } : { ...plain, asks }
  }

  #answered(...spans: readonly (readonly [first: number, last: number])[]): Ask[] {
    return spans.map(([first, last]) => {
      const asked = this.#random.between(first, last)
      const answered = this.#random.between(asked, last)
      return { asked: this.at(asked, 450, 690), answered: this.at(answered, 810, 1000), before: null, after: null }
    })
  }
}

export function lengthOf(asks: readonly Ask[]): number {
  return asks.reduce((sum, { asked, answered }) => sum + (answered === null ? 0 : answered - asked), 0)
}

function lateBy({ end, due }: Times, asks: readonly Ask[]): number {
  if (end === null || due === null) return 0
  const limit = due % daySeconds === 0 ? due + daySeconds : due
  return end - lengthOf(asks) - limit
}

/** The source moved the due date by exactly the time that the citizen took, and says from when. */
function moved(plain: Times, asks: readonly Ask[]): Times {
  if (plain.due === null || plain.due % daySeconds === 0) return { ...plain, asks }
  const after = plain.due + lengthOf(asks)
  return { ...plain, due: after, asks: asks.map((ask) => ({ ...ask, before: plain.due, after })) }
}

/** Judged by the time limit of the procedure, so only where the working days used are two or more away from it. */
function withoutDue(plain: Times, maxDays: number): Times {
  const { received, ended } = plain.places
  if (ended === null) return plain
  const spare = maxDays - (ended - received)
  return (plain.endsOnTime && spare >= 2) || (!plain.endsOnTime && spare <= -2) ? { ...plain, due: null } : plain
}
