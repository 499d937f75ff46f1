import { formatInstant, type Instant, momentWords } from '../time/instant.ts'
import { type DeadlineQuestion, minus, momentOf, Told, type Verdict } from '../time/judgement.ts'
import type { Handled } from './dossier.ts'
import { type Due, dueOf } from './due.ts'
import { progressOf } from './end.ts'
import type { DossierRule, DossierStep, DossierTelling, Finding, Judgement, Progress } from './judgement.ts'
import { creditedSpans, creditStep, doubtSteps, lengthOf, type Supplement, supplementsAt } from './supplement.ts'
import { againstDue, againstMaximum, type Outcome, verdictStep } from './verdict.ts'
import { workingTime } from './working-time.ts'

export type DossierQuestion = DeadlineQuestion & {
  /** The procedure's time limit in working days; null when it is not known. Only a dossier without a due date needs it. */
  readonly maxWorkingDays: number | null
}

/**
 * Rule 2.1: is the dossier on time? On time when `end − time the citizen took to supplement ≤ due`; without a due date,
 * when the working time used ≤ the procedure's maximum; without an end, the moment asked about stands for the end. The
 * steps name every rule that was applied, with the arithmetic written out; they are made when they are read.
 */
export function judgeDossier(dossier: Handled, question: DossierQuestion): Judgement {
  const { moment, received, isReceived, supplements, due, outcome, ...ruled } = ruleOn(dossier, question)
  const finding: Finding = {
    judgement: ruled.judgement,
    endedAt: ruled.endedAt,
    dueAt: due.at,
    inTimeUntil: ruled.inTimeUntil,
    supplements: supplements.map(({ askedAt, receivedAt }) => ({ askedAt, receivedAt })),
  }
  const steps = () => [askedStep(moment), receiptStep(received, moment, isReceived), ...outcome.steps()]
  return Object.assign(new Told(steps), finding)
}

/** What a judgement is made of: enough where nothing is told, as when millions of dossiers are counted. */
type Ruled = Pick<Finding, 'judgement' | 'endedAt' | 'inTimeUntil'> & {
  readonly moment: Instant
  readonly received: Instant | null
  readonly isReceived: boolean
  readonly supplements: readonly Supplement[]
  readonly due: Due
  readonly outcome: Outcome
}

export function ruleOn(dossier: Handled, question: DossierQuestion): Ruled {
  const moment = momentOf(question)
  const received = receiptOf(dossier)
  const supplements = supplementsAt(dossier, moment)
  const isReceived = isReceivedBy(dossier, received, moment)
  const progress = progressOf(dossier, moment, received, supplements)
  const due = dueOf(dossier, supplements)
  const outcome = isReceived
    ? outcomeOf({ dossier, question, received, moment, progress, due })
    : outright('unknown', () => [])
  return {
    judgement: outcome.verdict,
    endedAt: isReceived && progress.kind === 'ended' ? progress.at : null,
    inTimeUntil: outcome.inTimeUntil,
    moment,
    received,
    isReceived,
    supplements,
    due,
    outcome,
  }
}

type Comparison = {
  readonly dossier: Handled
  readonly question: DossierQuestion
  readonly received: Instant | null
  readonly moment: Instant
  readonly progress: Progress
  readonly due: Due
}

function outcomeOf(comparison: Comparison): Outcome {
  const { progress } = comparison
  if (progress.kind === 'late' || progress.kind === 'unknown') return outright(progress.kind, progress.steps)
  return compare(comparison)
}

/** Whatever the due date is. */
function outright(verdict: Verdict, steps: DossierTelling): Outcome {
  return { verdict, inTimeUntil: null, steps: () => [...steps(), verdictStep(verdict)] }
}

function compare({ dossier, question, received, moment, progress, due }: Comparison): Outcome {
  const { calendar, maxWorkingDays } = question
  const hasEnded = progress.kind === 'ended'
  const until = progress.kind === 'ended' ? progress.at : moment
  const spans = creditedSpans(due.credited, received, until)
  const time = () => (received === null ? null : workingTime(calendar, received, until, spans))
  const { verdict, inTimeUntil, steps } =
    due.at === null
      ? againstMaximum(time(), maxWorkingDays, hasEnded)
      : againstDue(calendar, minus(until, lengthOf(spans)), due.at, { hasEnded, until })
  const credit = () => (spans.length > 0 ? [creditStep(spans)] : [])
  const told = () => [...credit(), ...doubtSteps(dossier), ...(time()?.steps() ?? []), ...steps()]
  return { verdict, inTimeUntil, steps: () => [...progress.steps(), ...due.steps(), ...told()] }
}

/** NgayTiepNhan; failing that, the first time the steps of handling say "Được tiếp nhận". */
export function receiptOf(dossier: Handled): Instant | null {
  if (dossier.receivedAt !== null) return dossier.receivedAt
  const times = dossier.progress.filter(({ status }) => status === 'accepted').map(({ at }) => at)
  return times.toSorted((a, b) => a - b)[0] ?? null
}

/** Without any receipt a dossier that is only registered, or was refused, is not one the unit has to handle. */
function isReceivedBy({ status }: Handled, received: Instant | null, moment: Instant): boolean {
  if (received !== null) return received <= moment
  return status !== null && status !== 'registered' && status !== 'refused'
}

function askedStep(moment: Instant): DossierStep {
  const words = momentWords(moment)
  return step('asked-at', `Tính đến ${words.vi}.`, `Asked at ${words.en}.`)
}

function receiptStep(received: Instant | null, moment: Instant, isReceived: boolean): DossierStep {
  if (received === null)
    return isReceived
      ? step('receipt-not-stated', 'Hồ sơ không ghi ngày tiếp nhận.', 'The time of receipt is not stated.')
      : step('not-received', 'Hồ sơ chưa được tiếp nhận.', 'The dossier has not been received.')
  if (!isReceived)
    return step(
      'not-received',
      `Đến thời điểm tính hồ sơ chưa được tiếp nhận (tiếp nhận ${formatInstant(received)}).`,
      `At the moment asked about the dossier had not been received (received ${formatInstant(received)}).`,
    )
  const words = momentWords(received)
  return step('received', `Tiếp nhận ${words.vi}.`, `Received ${words.en}.`)
}

function step(rule: DossierRule, vi: string, en: string): DossierStep {
  return { rule, text: { vi, en } }
}
