import { formatInstant, type Instant, momentWords } from '../time/instant.ts'
import { type DeadlineQuestion, minus, momentOf, type Verdict } from '../time/judgement.ts'
import type { Dossier } from './dossier.ts'
import { type Due, dueOf } from './due.ts'
import { progressOf } from './end.ts'
import type { DossierRule, DossierStep, Judgement, Progress } from './judgement.ts'
import { creditedSpans, creditStep, doubtSteps, lengthOf, supplementsAt } from './supplement.ts'
import { againstDue, againstMaximum, verdictStep } from './verdict.ts'
import { workingTime } from './working-time.ts'

export type DossierQuestion = DeadlineQuestion & {
  /** The procedure's time limit in working days; null when it is not known. Only a dossier without a due date needs it. */
  readonly maxWorkingDays: number | null
}

/**
 * Rule 2.1: is the dossier on time? On time when `end − time the citizen took to supplement ≤ due`; without a due date,
 * when the working time used ≤ the procedure's maximum; without an end, the moment asked about stands for the end. The
 * steps name every rule that was applied, with the arithmetic written out.
 */
export function judgeDossier(dossier: Dossier, question: DossierQuestion): Judgement {
  const moment = momentOf(question)
  const received = receiptOf(dossier)
  const supplements = supplementsAt(dossier, moment)
  const asked = step('asked-at', `Tính đến ${momentWords(moment).vi}.`, `Asked at ${momentWords(moment).en}.`)
  const receipt = receiptStep(dossier, received, moment)
  const progress = progressOf(dossier, moment, received, supplements)
  const due = dueOf(dossier, supplements)
  const done = (verdict: Verdict, steps: readonly DossierStep[]): Judgement => ({
    judgement: verdict,
    endedAt: progress.kind === 'ended' && receipt.rule !== 'not-received' ? progress.at : null,
    dueAt: due.at,
    supplements: supplements.map(({ askedAt, receivedAt }) => ({ askedAt, receivedAt })),
    steps: [asked, receipt, ...steps],
  })
  if (receipt.rule === 'not-received') return done('unknown', [verdictStep('unknown')])
  if (progress.kind === 'late') return done('late', [progress.step, verdictStep('late')])
  if (progress.kind === 'unknown') return done('unknown', [progress.step, verdictStep('unknown')])
  const { verdict, steps } = compare({ dossier, question, received, moment, progress, due })
  return done(verdict, [progress.step, ...due.steps, ...steps])
}

type Comparison = {
  readonly dossier: Dossier
  readonly question: DossierQuestion
  readonly received: Instant | null
  readonly moment: Instant
  readonly progress: Progress
  readonly due: Due
}

function compare({ dossier, question, received, moment, progress, due }: Comparison) {
  const { calendar, maxWorkingDays } = question
  const hasEnded = progress.kind === 'ended'
  const until = progress.kind === 'ended' ? progress.at : moment
  const spans = creditedSpans(due.credited, received, until)
  const time = received === null ? null : workingTime(calendar, received, until, spans)
  const steps = [...(spans.length > 0 ? [creditStep(spans)] : []), ...doubtSteps(dossier), ...(time?.steps ?? [])]
  const result =
    due.at === null
      ? againstMaximum(time?.halves ?? null, maxWorkingDays, hasEnded)
      : againstDue(calendar, minus(until, lengthOf(spans)), due.at, { hasEnded, until })
  return { verdict: result.verdict, steps: [...steps, ...result.steps] }
}

/** NgayTiepNhan; failing that, the first time the steps of handling say "Được tiếp nhận". */
function receiptOf(dossier: Dossier): Instant | null {
  if (dossier.receivedAt !== null) return dossier.receivedAt
  const times = dossier.progress.filter(({ status }) => status === 'accepted').map(({ at }) => at)
  return times.toSorted((a, b) => a - b)[0] ?? null
}

/** Without any receipt a dossier that is only registered, or was refused, is not one the unit has to handle. */
function receiptStep(dossier: Dossier, received: Instant | null, moment: Instant): DossierStep {
  const isUnreceived = dossier.status === null || dossier.status === 'registered' || dossier.status === 'refused'
  if (received === null && isUnreceived)
    return step('not-received', 'Hồ sơ chưa được tiếp nhận.', 'The dossier has not been received.')
  if (received === null)
    return step('receipt-not-stated', 'Hồ sơ không ghi ngày tiếp nhận.', 'The time of receipt is not stated.')
  if (received > moment)
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
