import { type Instant, momentWords } from '../time/instant.ts'
import type { DossierStatus, Handled } from './dossier.ts'
import type { DossierTelling, Progress } from './judgement.ts'
import type { Supplement } from './supplement.ts'

/** Statuses that say the unit has the dossier in hand, so nothing is being waited for. */
const inHand: ReadonlySet<DossierStatus | null> = new Set<DossierStatus>([
  'accepted',
  'in-process',
  'payment-requested',
])

/**
 * A dossier that waits for a supplement and is not settled: after one request the time of the request is the end; after
 * more than one it is late. Null when it does not wait.
 */
export function waitingAt(dossier: Handled, moment: Instant, supplements: readonly Supplement[]): Progress | null {
  if (!isWaiting(dossier, moment, supplements)) return null
  const requests = requestsAt(dossier, moment, supplements)
  const last = requests.at(-1)
  const isListed = supplements.length === 0 || supplements.some(({ receivedAt }) => receivedAt === null)
  if (last === undefined || (requests.length === 1 && !isListed)) return unknownRequest
  return requests.length === 1 ? afterOne(last) : afterSeveral(requests.length)
}

/**
 * An unanswered request makes it wait, unless handling went on after it or the status says that the unit has it in hand.
 * Requests may also stand in the steps of handling only, or in the status only.
 */
function isWaiting(dossier: Handled, moment: Instant, supplements: readonly Supplement[]): boolean {
  const wentOn = (after: Instant) =>
    dossier.progress.some(({ status, at }) => isBetween(at, after, moment) && inHand.has(status))
  const isOpen = supplements.some(
    ({ askedAt, receivedAt, answeredLater }) =>
      receivedAt === null && !wentOn(askedAt) && (answeredLater || !inHand.has(dossier.status)),
  )
  if (isOpen) return true
  const last = lastStepAt(dossier, moment)
  if (last === null) return dossier.progress.length === 0 && dossier.status === 'supplement-requested'
  return last.status === 'supplement-requested' && !supplements.some((one) => (one.receivedAt ?? 0) >= last.at)
}

/** After the one, and not after the other. */
function isBetween(at: Instant, after: Instant, upTo: Instant): boolean {
  return at > after && at <= upTo
}

/** Of steps at one time the last one listed. */
function lastStepAt({ progress }: Handled, moment: Instant): Handled['progress'][number] | null {
  let last: Handled['progress'][number] | null = null
  for (const step of progress) if (step.at <= moment && (last === null || step.at >= last.at)) last = step
  return last
}

/** The fuller of the two lists: the supplements, or the steps of handling that ask for one. */
function requestsAt(dossier: Handled, moment: Instant, supplements: readonly Supplement[]): readonly Instant[] {
  const steps = dossier.progress
    .filter(({ status, at }) => status === 'supplement-requested' && at <= moment)
    .toSorted((a, b) => a.at - b.at)
  return steps.length > supplements.length ? steps.map(({ at }) => at) : supplements.map(({ askedAt }) => askedAt)
}

const unknownRequest: Progress = {
  kind: 'unknown',
  steps: () => [
    {
      rule: 'request-not-stated',
      text: {
        vi: 'Hồ sơ đang chờ bổ sung nhưng không ghi thời điểm yêu cầu.',
        en: 'The dossier waits for a supplement; when it was asked for is not stated.',
      },
    },
  ],
}

function afterOne(request: Instant): Progress {
  const steps: DossierTelling = () => {
    const words = momentWords(request)
    const text = {
      vi: `Đang chờ công dân bổ sung, mới yêu cầu một lần: lấy thời điểm yêu cầu ${words.vi} làm thời điểm kết thúc.`,
      en: `Waiting for the citizen after one request: the time of the request, ${words.en}, is taken as the end.`,
    }
    return [{ rule: 'waiting-one-request', text }]
  }
  return { kind: 'ended', at: request, steps }
}

function afterSeveral(requests: number): Progress {
  const text = {
    vi: `Đang chờ công dân bổ sung và đã yêu cầu ${requests} lần (quá một lần): tính là trễ hạn.`,
    en: `Waiting for the citizen after ${requests} requests (more than one): counted as late.`,
  }
  return { kind: 'late', steps: () => [{ rule: 'waiting-several-requests', text }] }
}
