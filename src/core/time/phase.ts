import type { WorkingCalendar } from './calendar.ts'
import { addMilliseconds, endOfDay, type Instant } from './instant.ts'
import type { Verdict } from './judgement.ts'
import { longAgo, momentOfSecond, never, type Second, secondOf, secondOrNever } from './second.ts'

/** A stretch of moments in which four numbers tell whether handling had ended and whether it was in time. */
export type Phase = {
  /** Inclusive; the first phase starts `longAgo`. */
  readonly from: Second
  /** Exclusive; `never` for the last. */
  readonly until: Second
  /** Handling has ended at a moment of the phase from this second on; `never`: it does not end in this phase. */
  readonly endedAt: Second
  /** In time at a moment of the phase before this second; `never`: in time throughout. */
  readonly lateFrom: Second
}

/**
 * What is judged, at every moment: at the end of a second from `received` up to `never` exclusive, the phase that covers it
 * says what the judge says. `received` null: there is no receipt by the rule, or it is not stated. What happened before the
 * first second there is counts as having happened then; what happens after the last one never does.
 */
export type Phases = { readonly received: Second | null; readonly phases: readonly Phase[] }

/** What the judge says that matters here. In time: on time, or within the time limit; what is unknown is not in time. */
export type Judged = {
  readonly judgement: Verdict
  readonly endedAt: Instant | null
  readonly inTimeUntil: Instant | null
}

type Judging = {
  readonly received: Instant | null
  /** Every moment, in any order, from which on the judge may say something that time alone does not bring about. */
  readonly changes: readonly Instant[]
  readonly judge: (moment: Instant) => Judged
  readonly calendar: WorkingCalendar
}

/** Asks the judge once for each second in which something changes, and joins the answers while four numbers can tell them. */
export function phasesBetween({ received, changes, judge, calendar }: Judging): Phases {
  const first = received === null ? longAgo : secondOf(received)
  const starts = secondsAfter(first, changes)
  const phases: Phase[] = []
  for (const [index, from] of [first, ...starts].entries()) {
    const judged = judge(momentOfSecond(from))
    const isInTime = judged.judgement === 'on-time' || judged.judgement === 'within'
    join(phases, { from, endedAt: secondOrNever(judged.endedAt), isInTime })
    const over = judged.judgement === 'within' ? secondAfter(judged.inTimeUntil ?? endOfDay(calendar.to)) : never
    if (over < (starts[index] ?? never)) join(phases, { from: over, endedAt: never, isInTime: false })
  }
  return { received: received === null ? null : first, phases }
}

function secondsAfter(first: Second, changes: readonly Instant[]): readonly Second[] {
  const seconds = changes.map(secondOf).filter((second) => second > first && second < never)
  return seconds.length < 2 ? seconds : [...new Set(seconds)].toSorted((a, b) => a - b)
}

/** The first second whose end is after the moment. */
function secondAfter(moment: Instant): Second {
  return secondOf(addMilliseconds(moment, 1))
}

/** What holds from a second on. */
type Stretch = { readonly from: Second; readonly endedAt: Second; readonly isInTime: boolean }

function join(phases: Phase[], next: Stretch): void {
  const last = phases.at(-1)
  const joined = last && joinedTo(last, next)
  if (joined) phases[phases.length - 1] = joined
  else {
    if (last) phases[phases.length - 1] = { ...last, until: next.from }
    const from = last ? next.from : longAgo
    phases.push({ from, until: never, endedAt: next.endedAt, lateFrom: next.isInTime ? never : from })
  }
}

/** Null: in time again after it was late, or an end that is taken back, or another end. */
function joinedTo(phase: Phase, { from, endedAt, isInTime }: Stretch): Phase | null {
  const endsNow = phase.endedAt === never && endedAt === from
  if (phase.endedAt !== endedAt && !endsNow) return null
  if (phase.lateFrom === never) return { ...phase, endedAt, lateFrom: isInTime ? never : from }
  return isInTime ? null : { ...phase, endedAt }
}
