import type { WorkingCalendar } from '../time/calendar.ts'
import type { Instant } from '../time/instant.ts'
import { momentOfSecond, never } from '../time/second.ts'
import type { Handled } from './dossier.ts'
import { receiptOf } from './judge.ts'
import { creditedSpans, supplementsAt } from './supplement.ts'
import { workingTime } from './working-time.ts'

/** Whenever it was said. */
const always = momentOfSecond(never)

/**
 * How long a dossier that ended then was handled, in working half days: from receipt to the end, less what the citizen took
 * to supplement (note, 2.2), which counts up to the end though the answer came after it. 0: it ended on the day it was
 * received. Null: no receipt is stated, or the calendar does not know the days.
 */
export function handlingHalves(dossier: Handled, endedAt: Instant, calendar: WorkingCalendar): number | null {
  const received = receiptOf(dossier)
  if (received === null) return null
  const credited = creditedSpans(supplementsAt(dossier, always), received, endedAt)
  return workingTime(calendar, received, endedAt, credited).halves
}
