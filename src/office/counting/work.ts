import { failed, type Result } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import type { Span } from '../../core/measure/span.ts'
import { spanOf } from '../../core/measure/span.ts'
import type { WorkingCalendar } from '../../core/time/calendar.ts'
import { dateOf, endOfDay, type Instant } from '../../core/time/instant.ts'
import { type Second, secondOf } from '../../core/time/second.ts'
import { addWorkingDays } from '../../core/time/working-time.ts'
import type { Words } from '../../core/words.ts'
import type { Asking, ListQuestion } from '../../engine/engine.ts'
import type { Counting } from './counting.ts'
import type { Asked } from './scorecards.ts'
import { unitIn } from './scorecards.ts'
import { scopeOf } from './scope.ts'
import type { Behind } from './behind.ts'

/** What a unit has to do today, each kind a list. */
export const workKinds = ['due-1', 'due-2', 'due-3', 'overdue', 'waiting', 'no-result', 'unpaid', 'not-synced'] as const
export type WorkKind = (typeof workKinds)[number]

export const workNames: Readonly<Record<WorkKind, Words>> = {
  'due-1': { vi: 'Đến hạn trong 1 ngày làm việc', en: 'Due within 1 working day' },
  'due-2': { vi: 'Đến hạn trong 2 ngày làm việc', en: 'Due within 2 working days' },
  'due-3': { vi: 'Đến hạn trong 3 ngày làm việc', en: 'Due within 3 working days' },
  overdue: { vi: 'Đã quá hạn, chưa xong', en: 'Overdue and not ended' },
  waiting: { vi: 'Chờ công dân bổ sung', en: 'Waiting for a supplement' },
  'no-result': { vi: 'Đã xong, chưa có kết quả điện tử', en: 'Ended without an electronic result' },
  unpaid: { vi: 'Có phí, chưa thanh toán trực tuyến', en: 'With a fee, not paid online' },
  'not-synced': { vi: 'Cổng DVCQG chưa ghi nhận', en: 'Not acknowledged by the national portal' },
}

/** The indicator whose points the work is worth; null: it only prevents a loss. */
export const workIndicators: Readonly<Record<WorkKind, string>> = {
  'due-1': 'on-time',
  'due-2': 'on-time',
  'due-3': 'on-time',
  overdue: 'on-time',
  waiting: 'on-time',
  'no-result': 'e-result',
  unpaid: 'paid-online',
  'not-synced': 'dossiers-synced',
}

type Counted = Pick<ListQuestion, 'measure' | 'without' | 'order'>

const lists: Readonly<Record<WorkKind, Counted>> = {
  'due-1': { measure: 'dossiers-due-soon', without: null, order: 'late-from' },
  'due-2': { measure: 'dossiers-due-soon', without: null, order: 'late-from' },
  'due-3': { measure: 'dossiers-due-soon', without: null, order: 'late-from' },
  overdue: { measure: 'dossiers-overdue', without: null, order: 'late-from' },
  waiting: { measure: 'dossiers-waiting', without: null, order: 'received' },
  'no-result': { measure: 'dossiers-settled-without-result', without: null, order: 'received' },
  unpaid: { measure: 'dossiers-with-fee', without: 'dossiers-paid-online', order: 'received' },
  'not-synced': { measure: 'dossiers-received', without: 'dossiers-synced', order: 'received' },
}

export type WorkQuestion = {
  readonly unit: string
  readonly kind: WorkKind
  readonly procedure: string | null
  readonly offset: number
  readonly limit: number
}

export type WorkList = Omit<Behind, 'indicator'>

/** One list of work; those about the period's dossiers are of the period asked about. Failures: unit-unknown, calendar-too-short. */
export function workList(counting: Counting, asked: Asked, question: WorkQuestion): Promise<Result<WorkList>> {
  return counting.engine.still((engine) => workListOn(engine, counting, asked, question))
}

async function workListOn(
  engine: Asking,
  counting: Counting,
  asked: Asked,
  question: WorkQuestion,
): Promise<Result<WorkList>> {
  const { tree, groups } = scopeOf(counting, asked)
  const unit = unitIn(tree, question.unit)
  if (!unit.ok) return unit
  const span = workSpan(asked, question.kind, counting.installation.calendar)
  if (!span.ok) return span
  const watermark = engine.watermark()
  const page = await engine.list({
    ...lists[question.kind],
    span: span.value,
    groups,
    within: unit.value.code,
    procedure: question.procedure,
    offset: question.offset,
    limit: Math.min(question.limit, limits.listRows),
  })
  return { ok: true, value: { unit: unit.value, tree, span: span.value, watermark, ...page } }
}

/** How much of each kind there is. Failures: as workList. */
export function workCounts(counting: Counting, asked: Asked, unit: string): Promise<Result<WorkCounts>> {
  return counting.engine.still(async (engine) => {
    const counts: Partial<Record<WorkKind, number>> = {}
    for (const kind of workKinds) {
      const list = await workListOn(engine, counting, asked, { unit, kind, procedure: null, offset: 0, limit: 0 })
      if (!list.ok) return list
      counts[kind] = list.value.total
    }
    return { ok: true, value: { ...noWork, ...counts } }
  })
}

type WorkCounts = Readonly<Record<WorkKind, number>>

const noWork: WorkCounts = {
  'due-1': 0,
  'due-2': 0,
  'due-3': 0,
  overdue: 0,
  waiting: 0,
  'no-result': 0,
  unpaid: 0,
  'not-synced': 0,
}

/** What is due is looked at from now: as-of lies ahead, at the end of the last working day asked for. */
function workSpan(asked: Asked, kind: WorkKind, calendar: WorkingCalendar): Result<Span> {
  const now = secondOf(asked.asOf)
  const days = /^due-(\d)$/.exec(kind)?.[1]
  if (days !== undefined) {
    const horizon = horizonOf(asked.asOf, Number(days), calendar)
    return horizon === null ? failed('calendar-too-short') : { ok: true, value: { ...openSpan(now), 'as-of': horizon } }
  }
  const isOfNow = kind === 'overdue' || kind === 'waiting'
  return { ok: true, value: isOfNow ? openSpan(now) : spanOf(asked.period, now) }
}

/** No period at all: whatever is open now. */
function openSpan(now: Second): Span {
  return { 'before-period': now, moment: now, 'as-of': now }
}

function horizonOf(now: Instant, days: number, calendar: WorkingCalendar): Second | null {
  const day = addWorkingDays(calendar, dateOf(now), days)
  return day === null ? null : secondOf(endOfDay(day))
}
