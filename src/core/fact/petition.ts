import type { Petition } from '../petition/petition.ts'
import { petitionPhasesOf } from '../petition/phases.ts'
import type { WorkingCalendar } from '../time/calendar.ts'
import type { FactOf } from './fact.ts'

/** None for a test, or a petition that was never received. */
export function petitionFacts(
  petition: Petition,
  { calendar, root }: { readonly calendar: WorkingCalendar; readonly root: string },
): readonly FactOf<'petition'>[] {
  if (petition.isTest) return []
  const { received, phases } = petitionPhasesOf(petition, { calendar })
  if (received === null) return []
  return phases.map(({ from, until, endedAt, lateFrom }) => ({
    table: 'petition',
    key: petition.code,
    unit: petition.responsibleUnit ?? root,
    procedure: petition.procedure,
    times: { received, endedAt, lateFrom, from, until },
    flags: { dissatisfied: petition.satisfied === false, repeats: petition.repeats !== null },
    amounts: {},
  }))
}
