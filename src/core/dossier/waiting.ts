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
  const steps = stepsAt(dossier, moment)
  const wentOn = (after: Instant) => steps.some(({ status, at }) => inHand.has(status) && at > after)
  const isOpen = supplements.some(
    ({ askedAt, receivedAt, answeredLater }) =>
      receivedAt === null && !wentOn(askedAt) && (answeredLater || !inHand.has(dossier.status)),
  )
  if (isOpen) return true
  const last = steps.at(-1)
  if (last === undefined) return dossier.progress.length === 0 && dossier.status === 'supplement-requested'
  return last.status === 'supplement-requested' && !supplements.some((one) => (one.receivedAt ?? 0) >= last.at)
}

/** The fuller of the two lists: the supplements, or the steps of handling that ask for one. */
function requestsAt(dossier: Handled, moment: Instant, supplements: readonly Supplement[]): readonly Instant[] {
  const steps = stepsAt(dossier, moment).filter(({ status }) => status === 'supplement-requested')
  return steps.length > supplements.length ? steps.map(({ at }) => at) : supplements.map(({ askedAt }) => askedAt)
}

function stepsAt(dossier: Handled, moment: Instant): Handled['progress'] {
  return dossier.progress.filter(({ at }) => at <= moment).toSorted((a, b) => a.at - b.at)
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
