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
  const starts = startsFrom(first, changes)
  const phases: Phase[] = []
  for (let index = 0; index < starts.length; index++) {
    const from = starts[index] ?? never
    const { judgement, endedAt, inTimeUntil } = judge(momentOfSecond(from))
    join(phases, from, secondOrNever(endedAt), judgement === 'on-time' || judgement === 'within')
    const over = judgement === 'within' ? secondAfter(inTimeUntil ?? endOfDay(calendar.to)) : never
    if (over < (starts[index + 1] ?? never)) join(phases, over, never, false)
  }
  return { received: received === null ? null : first, phases }
}

/** The first second and those of the changes after it, each once and in order: there are few. */
function startsFrom(first: Second, changes: readonly Instant[]): readonly Second[] {
  const starts = [first]
  for (const change of changes) {
    const second = secondOf(change)
    if (second <= first || second >= never) continue
    let place = starts.length
    while ((starts[place - 1] ?? first) > second) place--
    if (starts[place - 1] !== second) starts.splice(place, 0, second)
  }
  return starts
}

/** The first second whose end is after the moment. */
function secondAfter(moment: Instant): Second {
  return secondOf(addMilliseconds(moment, 1))
}

/** Puts what holds from a second on behind the rest. */
function join(phases: Phase[], from: Second, endedAt: Second, isInTime: boolean): void {
  const last = phases.at(-1)
  if (last === undefined) {
    phases.push({ from: longAgo, until: never, endedAt, lateFrom: isInTime ? never : longAgo })
    return
  }
  const place = phases.length - 1
  const endsNow = last.endedAt === never && endedAt === from
  const isLate = last.lateFrom !== never
  // In time again after it was late, or an end that is taken back, or another end.
  if ((last.endedAt !== endedAt && !endsNow) || (isLate && isInTime)) {
    phases[place] = { from: last.from, until: from, endedAt: last.endedAt, lateFrom: last.lateFrom }
    phases.push({ from, until: never, endedAt, lateFrom: isInTime ? never : from })
    return
  }
  const lateFrom = isLate || isInTime ? last.lateFrom : from
  phases[place] = { from: last.from, until: never, endedAt, lateFrom }
}
