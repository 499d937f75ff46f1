import { type Instant, momentWords } from '../time/instant.ts'
import type { DossierStatus, Handled } from './dossier.ts'
import type { DossierRule, DossierStep, DossierTelling, Progress } from './judgement.ts'
import type { Supplement } from './supplement.ts'
import { waitingAt } from './waiting.ts'

/** Statuses in which someone still has something to do: a stop before one of them was not the end. */
const active: ReadonlySet<DossierStatus | null> = new Set<DossierStatus>([
  'accepted',
  'in-process',
  'supplement-requested',
  'payment-requested',
])
const ending: ReadonlySet<DossierStatus | null> = new Set<DossierStatus>([
  'settled',
  'returned',
  'stopped',
  'refused',
  'withdrawn',
])

/**
 * The end of handling: the time of "Đã xử lý xong" (9); failing that "Đã trả kết quả" (10); failing that "Dừng xử lý" (8),
 * "Không được tiếp nhận" (3, only after receipt) or the citizen's withdrawal (7). A time of its own (NgayKetThucXuLy,
 * NgayTra, NgayTuChoi) goes before the steps of handling. Then requests for a supplement that wait for an answer.
 */
export function progressOf(
  dossier: Handled,
  moment: Instant,
  received: Instant | null,
  supplements: readonly Supplement[],
): Progress {
  const end =
    endBy(dossier, moment, 'settled', dossier.settledAt) ??
    endBy(dossier, moment, 'returned', dossier.returnedAt) ??
    endWithoutResult(dossier, moment, received)
  if (end) return end
  return (
    waitingAt(dossier, moment, supplements) ?? (isEndedWithoutTime(dossier, moment) ? unknownEnd : notEnded(moment))
  )
}

function endBy(dossier: Handled, moment: Instant, status: DossierStatus, stated: Instant | null): Progress | null {
  if (stated !== null) return stated <= moment ? ended(status, stated) : null
  const at = lastTime(dossier, moment, status)
  return at === null ? null : ended(status, at)
}

function lastTime(dossier: Handled, moment: Instant, status: DossierStatus): Instant | null {
  let last: Instant | null = null
  for (const step of dossier.progress)
    if (step.status === status && step.at <= moment && (last === null || step.at > last)) last = step.at
  return last
}

/** Of stop, refusal and withdrawal the last one counts, unless handling went on after it. */
function endWithoutResult(dossier: Handled, moment: Instant, received: Instant | null): Progress | null {
  const refusal = dossier.refusedAt ?? lastTime(dossier, moment, 'refused')
  const stopped = lastTime(dossier, moment, 'stopped')
  const refused = received !== null && refusal !== null && refusal >= received && refusal <= moment ? refusal : null
  const withdrawn = lastTime(dossier, moment, 'withdrawn')
  const last = Math.max(stopped ?? -Infinity, refused ?? -Infinity, withdrawn ?? -Infinity)
  const end = endAt(last, { stopped, refused, withdrawn })
  return end === null || wentOn(dossier, end.at, moment) ? null : ended(end.status, end.at)
}

type Ends = Readonly<Record<'stopped' | 'refused' | 'withdrawn', Instant | null>>

/** At one moment a stop goes before a refusal, that before a withdrawal. */
function endAt(last: number, ends: Ends): { readonly status: DossierStatus; readonly at: Instant } | null {
  for (const status of ['stopped', 'refused', 'withdrawn'] as const) {
    const at = ends[status]
    if (at !== null && at === last) return { status, at }
  }
  return null
}

function wentOn(dossier: Handled, after: Instant, moment: Instant): boolean {
  return dossier.progress.some(({ status, at }) => active.has(status) && at > after && at <= moment)
}

const endRules: Readonly<Partial<Record<DossierStatus, DossierRule>>> = {
  settled: 'ended-settled',
  returned: 'ended-returned',
  stopped: 'ended-stopped',
  refused: 'ended-refused',
  withdrawn: 'ended-withdrawn',
}
const endNames: Readonly<Partial<Record<DossierStatus, { vi: string; en: string }>>> = {
  settled: { vi: 'Đã xử lý xong (9)', en: 'settled (9)' },
  returned: { vi: 'Đã trả kết quả (10)', en: 'result returned (10)' },
  stopped: { vi: 'Dừng xử lý (8)', en: 'stopped (8)' },
  refused: { vi: 'Không được tiếp nhận (3), sau khi đã tiếp nhận', en: 'refused after receipt (3)' },
  withdrawn: { vi: 'Công dân yêu cầu rút (7)', en: 'withdrawn by the citizen (7)' },
}

function ended(status: DossierStatus, at: Instant): Progress {
  return { kind: 'ended', at, steps: () => endSteps(status, at) }
}

function endSteps(status: DossierStatus, at: Instant): readonly DossierStep[] {
  const words = momentWords(at)
  const name = endNames[status] ?? { vi: status, en: status }
  const text = { vi: `Kết thúc xử lý: ${name.vi}, ${words.vi}.`, en: `End of handling: ${name.en}, ${words.en}.` }
  return [{ rule: endRules[status] ?? 'ended-settled', text }]
}

/** The source says that it is over and not since when. A time after the moment asked about is a time, so not this. */
function isEndedWithoutTime(dossier: Handled, moment: Instant): boolean {
  if (!ending.has(dossier.status)) return false
  const { settledAt, returnedAt, refusedAt, progress } = dossier
  if ((settledAt ?? moment) > moment || (returnedAt ?? moment) > moment || (refusedAt ?? moment) > moment) return false
  return !progress.some(({ at }) => at > moment)
}

const unknownEnd: Progress = {
  kind: 'unknown',
  steps: () => [
    {
      rule: 'end-not-stated',
      text: {
        vi: 'Trạng thái cho biết đã kết thúc nhưng không ghi thời điểm kết thúc.',
        en: 'The status says that handling is over; when it ended is not stated.',
      },
    },
  ],
}

function notEnded(moment: Instant): Progress {
  const steps: DossierTelling = () => {
    const words = momentWords(moment)
    const text = {
      vi: `Chưa kết thúc xử lý: so thời điểm tính ${words.vi} với hạn.`,
      en: `Handling has not ended: the moment asked about, ${words.en}, is compared with the time limit.`,
    }
    return [{ rule: 'not-ended', text }]
  }
  return { kind: 'open', steps }
}
