import { type Instant, momentWords } from '../time/instant.ts'
import { type DeadlineQuestion, momentOf, Told, type Verdict, verdictNames } from '../time/judgement.ts'
import { type ClockReading, type PetitionClock, type PetitionRule, type PetitionStep, readClock } from './clock.ts'
import type { Petition } from './petition.ts'

/** The clocks applied to one petition at one moment; a petition counts once, so it has one verdict. */
export type PetitionJudgement = Finding & Told<PetitionRule>

type Finding = {
  readonly judgement: Verdict
  /** When the unit was done with it: refused, passed on, or settled and, where it must be, published. */
  readonly endedAt: Instant | null
  /**
   * Of an open petition: the last moment before the first of its clocks runs over, or ran over, if nothing further
   * happens. Null while the petitioner is asked, and when it is not known.
   */
  readonly inTimeUntil: Instant | null
}

/**
 * Refused or passed on within 2 working days, more asked for within 5, settled within 15, published within 2 of that. The
 * time in which the petitioner had been asked and had not answered is not counted for settling. One clock that ran over
 * makes the petition late (or overdue while it is open).
 */
export function judgePetition(petition: Petition, question: DeadlineQuestion): PetitionJudgement {
  const moment = momentOf(question)
  const received = petition.receivedAt
  if (received === null || received > moment) {
    const finding: Finding = { judgement: 'unknown', endedAt: null, inTimeUntil: null }
    return Object.assign(new Told(() => [askedStep(moment), notReceivedStep, verdictStep('unknown')]), finding)
  }
  const { readings, endedAt } = read(petition, question, received, moment)
  const judgement = worst(
    readings.map(({ verdict }) => verdict),
    endedAt !== null,
  )
  const isKnown = endedAt === null && judgement !== 'unknown'
  const finding: Finding = { judgement, endedAt, inTimeUntil: isKnown ? earliest(readings) : null }
  const told = () => readings.flatMap(({ steps }) => steps())
  const steps = () => [askedStep(moment), receivedStep(received), ...told(), verdictStep(judgement)]
  return Object.assign(new Told(steps), finding)
}

type Read = { readonly readings: readonly ClockReading[]; readonly endedAt: Instant | null }

function read(petition: Petition, { calendar }: DeadlineQuestion, received: Instant, moment: Instant): Read {
  const known = (at: Instant | null): Instant | null => (at !== null && at <= moment ? at : null)
  const clock = (name: PetitionClock, from: Instant, to: Instant | null) =>
    readClock(calendar, name, { from, to, moment, paused: [], isStanding: false })
  const handedBack = known(petition.refusedAt) ?? known(petition.passedOnAt)
  if (handedBack !== null) return { readings: [clock('refuse-or-pass-on', received, handedBack)], endedAt: handedBack }
  const settled = known(petition.settledAt)
  const requests = petition.requests.filter(({ askedAt }) => askedAt <= moment)
  const first = requests.toSorted((a, b) => a.askedAt - b.askedAt)[0]
  const paused = pausedSpans(requests, settled ?? moment)
  const isStanding = settled === null && requests.some(({ answeredAt }) => known(answeredAt) === null)
  const readings = [
    ...(first ? [clock('ask-for-more', received, first.askedAt)] : []),
    readClock(calendar, 'settle', { from: received, to: settled, moment, paused, isStanding }),
  ]
  if (settled === null) return { readings, endedAt: null }
  const published = known(petition.publishedAt)
  // Without a word on publishing only a publication that was made can be held against its clock.
  if (petition.mustPublish !== true && published === null) return { readings, endedAt: settled }
  return { readings: [...readings, clock('publish', settled, published)], endedAt: published }
}

type Paused = readonly { readonly from: Instant; readonly to: Instant }[]

/** From each request to its answer, or to `until` while there is none; joined where they overlap. */
function pausedSpans(requests: Petition['requests'], until: Instant): Paused {
  const spans: { from: Instant; to: Instant }[] = []
  for (const { askedAt, answeredAt } of requests.toSorted((a, b) => a.askedAt - b.askedAt)) {
    const to = answeredAt !== null && answeredAt < until ? answeredAt : until
    const open = spans.at(-1)
    if (to <= askedAt) continue
    if (open && askedAt <= open.to) open.to = to > open.to ? to : open.to
    else spans.push({ from: askedAt, to })
  }
  return spans
}

function worst(verdicts: readonly Verdict[], hasEnded: boolean): Verdict {
  if (verdicts.includes('late') || verdicts.includes('overdue')) return hasEnded ? 'late' : 'overdue'
  if (verdicts.includes('unknown')) return 'unknown'
  return hasEnded ? 'on-time' : 'within'
}

function earliest(readings: readonly ClockReading[]): Instant | null {
  const moments = readings.flatMap(({ inTimeUntil }) => (inTimeUntil === null ? [] : [inTimeUntil]))
  return moments.toSorted((a, b) => a - b)[0] ?? null
}

const notReceivedStep = step('not-received', 'PAKN chưa được tiếp nhận.', 'The petition has not been received.')

function askedStep(moment: Instant): PetitionStep {
  const words = momentWords(moment)
  return step('asked-at', `Tính đến ${words.vi}.`, `Asked at ${words.en}.`)
}

function receivedStep(received: Instant): PetitionStep {
  const words = momentWords(received)
  return step('received', `Tiếp nhận ${words.vi}.`, `Received ${words.en}.`)
}

function verdictStep(verdict: Verdict): PetitionStep {
  const { vi, en } = verdictNames[verdict]
  return step('verdict', `${vi}.`, `${en}.`)
}

function step(rule: PetitionRule, vi: string, en: string): PetitionStep {
  return { rule, text: { vi, en } }
}
