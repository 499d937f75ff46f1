import { type Instant, momentWords } from '../time/instant.ts'
import { type DeadlineQuestion, momentOf, type Verdict, verdictNames } from '../time/judgement.ts'
import { type ClockReading, type PetitionClock, type PetitionRule, type PetitionStep, readClock } from './clock.ts'
import type { Petition } from './petition.ts'

/** The clocks applied to one petition at one moment; a petition counts once, so it has one verdict. */
export type PetitionJudgement = {
  readonly judgement: Verdict
  /** When the unit was done with it: refused, passed on, or settled and, where it must be, published. */
  readonly endedAt: Instant | null
  readonly steps: readonly PetitionStep[]
}

/**
 * Refused or passed on within 2 working days, more asked for within 5, settled within 15, published within 2 of that. The
 * time in which the petitioner had been asked and had not answered is not counted for settling. One clock that ran over
 * makes the petition late (or overdue while it is open).
 */
export function judgePetition(petition: Petition, question: DeadlineQuestion): PetitionJudgement {
  const moment = momentOf(question)
  const asked = step('asked-at', `Tính đến ${momentWords(moment).vi}.`, `Asked at ${momentWords(moment).en}.`)
  const received = petition.receivedAt
  if (received === null || received > moment) {
    const none = step('not-received', 'PAKN chưa được tiếp nhận.', 'The petition has not been received.')
    return { judgement: 'unknown', endedAt: null, steps: [asked, none, verdictStep('unknown')] }
  }
  const words = momentWords(received)
  const receipt = step('received', `Tiếp nhận ${words.vi}.`, `Received ${words.en}.`)
  const { readings, endedAt } = read(petition, question, received, moment)
  const judgement = worst(
    readings.map(({ verdict }) => verdict),
    endedAt !== null,
  )
  const steps = [asked, receipt, ...readings.flatMap((reading) => reading.steps), verdictStep(judgement)]
  return { judgement, endedAt, steps }
}

type Read = { readonly readings: readonly ClockReading[]; readonly endedAt: Instant | null }

function read(petition: Petition, { calendar }: DeadlineQuestion, received: Instant, moment: Instant): Read {
  const known = (at: Instant | null): Instant | null => (at !== null && at <= moment ? at : null)
  const clock = (name: PetitionClock, from: Instant, to: Instant | null, paused: Paused = []) =>
    readClock(calendar, name, { from, to, moment, paused })
  const handedBack = known(petition.refusedAt) ?? known(petition.passedOnAt)
  if (handedBack !== null) return { readings: [clock('refuse-or-pass-on', received, handedBack)], endedAt: handedBack }
  const settled = known(petition.settledAt)
  const requests = petition.requests.filter(({ askedAt }) => askedAt <= moment)
  const first = requests.toSorted((a, b) => a.askedAt - b.askedAt)[0]
  const paused = pausedSpans(requests, settled ?? moment)
  const readings = [
    ...(first ? [clock('ask-for-more', received, first.askedAt)] : []),
    clock('settle', received, settled, paused),
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

function verdictStep(verdict: Verdict): PetitionStep {
  const { vi, en } = verdictNames[verdict]
  return step('verdict', `${vi}.`, `${en}.`)
}

function step(rule: PetitionRule, vi: string, en: string): PetitionStep {
  return { rule, text: { vi, en } }
}
