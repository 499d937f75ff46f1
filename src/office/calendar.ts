import { readFileSync } from 'node:fs'
import { loadCalendar } from '../core/time/load-calendar.ts'
import type { WorkingCalendar } from '../core/time/calendar.ts'

const file = new URL('../../calendars/vn.yaml', import.meta.url)

/** The working calendar that comes with chiso. It is checked by the tests, so one that does not load is a broken installation. */
export function openCalendar(): WorkingCalendar {
  const loaded = loadCalendar(readFileSync(file, 'utf8'), 'calendars/vn.yaml')
  if (!loaded.ok) throw new Error(`shipped calendar does not load: ${JSON.stringify(loaded.failures[0])}`)
  return loaded.value
}
