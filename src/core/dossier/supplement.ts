import { type Instant, momentWords } from '../time/instant.ts'
import { spanWords } from '../time/judgement.ts'
import type { Handled } from './dossier.ts'
import type { DossierStep } from './judgement.ts'

/**
 * What the citizen was asked to add, and the time that took. Only answered requests are credited, in exact time, and no
 * moment twice: where requests overlap their union counts, and where the source moved the due date without saying from
 * when, the moved date already holds the time.
 */
export type Supplement = {
  readonly askedAt: Instant
  /** Null while the citizen has not answered. */
  readonly receivedAt: Instant | null
  /** It was answered, after the moment asked about. */
  readonly answeredLater: boolean
  readonly dueBefore: Instant | null
  readonly dueAfter: Instant | null
}

/** Most were asked for nothing. */
const none: readonly never[] = []

/** The requests made up to `moment`, in the order they were made. A request without a time cannot be placed. */
export function supplementsAt(dossier: Handled, moment: Instant): readonly Supplement[] {
  if (dossier.supplements.length === 0) return none
  return dossier.supplements
    .flatMap(({ askedAt, receivedAt, ...due }) =>
      askedAt === null || askedAt > moment
        ? []
        : [
            {
              ...due,
              askedAt,
              receivedAt: receivedAt !== null && receivedAt <= moment ? receivedAt : null,
              answeredLater: receivedAt !== null && receivedAt > moment,
            },
          ],
    )
    .toSorted((a, b) => a.askedAt - b.askedAt)
}

type Span = { readonly from: Instant; readonly to: Instant }

/** The credited stretches between receipt and the end, disjoint and in order. */
export function creditedSpans(supplements: readonly Supplement[], from: Instant | null, to: Instant): readonly Span[] {
  if (supplements.length === 0) return none
  const spans: { from: Instant; to: Instant }[] = []
  for (const { askedAt, receivedAt } of supplements) {
    if (receivedAt === null) continue
    const start = from !== null && from > askedAt ? from : askedAt
    const end = receivedAt < to ? receivedAt : to
    const open = spans.at(-1)
    if (end <= start) continue
    if (open && start <= open.to) open.to = end > open.to ? end : open.to
    else spans.push({ from: start, to: end })
  }
  return spans
}

export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((total, { from, to }) => total + (to - from), 0)
}

export function creditStep(spans: readonly Span[]): DossierStep {
  const total = spanWords(lengthOf(spans))
  const list = (language: 'vi' | 'en', until: string) =>
    spans.map(({ from, to }) => `${momentWords(from)[language]} ${until} ${momentWords(to)[language]}`).join('; ')
  return {
    rule: 'supplement-credited',
    text: {
      vi: `Thời gian công dân bổ sung được trừ: ${list('vi', 'đến')}, tổng cộng ${total.vi}.`,
      en: `Time the citizen took to supplement is taken off: ${list('en', 'to')}, in all ${total.en}.`,
    },
  }
}

/** What is stated about a supplement and cannot be used. */
export function doubtSteps(dossier: Handled): readonly DossierStep[] {
  const undated = dossier.supplements.filter(({ askedAt }) => askedAt === null).length
  const reversed = dossier.supplements.filter(
    ({ askedAt, receivedAt }) => askedAt !== null && receivedAt !== null && receivedAt < askedAt,
  ).length
  return [
    ...(undated > 0
      ? [
          notCredited(
            `${undated} lần bổ sung không ghi ngày yêu cầu, không trừ được.`,
            `${undated} supplement(s) without the time of the request; nothing can be taken off.`,
          ),
        ]
      : []),
    ...(reversed > 0
      ? [
          notCredited(
            `${reversed} lần bổ sung ghi ngày nhận trước ngày yêu cầu, không trừ.`,
            `${reversed} supplement(s) received before they were asked for; nothing is taken off.`,
          ),
        ]
      : []),
  ]
}

function notCredited(vi: string, en: string): DossierStep {
  return { rule: 'supplement-not-credited', text: { vi, en } }
}
