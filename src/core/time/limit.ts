import { addMilliseconds, dateOf, type Instant, isoInstant, millisecondOfDay } from './instant.ts'

/**
 * A time limit as people write it, from its last second in time: `2026-10-02` where the whole day is in time, else the moment
 * after that second, `2026-10-02T17:00:00+07:00`.
 */
export function limitOf(lastSecond: Instant): string {
  const over = addMilliseconds(lastSecond, 1_000)
  return millisecondOfDay(over) === 0 ? dateOf(lastSecond) : isoInstant(over)
}
