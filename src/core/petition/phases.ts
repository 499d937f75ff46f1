import type { WorkingCalendar } from '../time/calendar.ts'
import { type Phases, phasesBetween } from '../time/phase.ts'
import { judgePetition } from './judge.ts'
import type { Petition } from './petition.ts'

/** The clocks of one petition at every moment: it agrees with `judgePetition`, which alone knows the rule. */
export function petitionPhasesOf(petition: Petition, { calendar }: { readonly calendar: WorkingCalendar }): Phases {
  const { receivedAt, refusedAt, passedOnAt, settledAt, publishedAt, requests } = petition
  const asked = requests.flatMap(({ askedAt, answeredAt }) => [askedAt, answeredAt])
  return phasesBetween({
    received: receivedAt,
    changes: [refusedAt, passedOnAt, settledAt, publishedAt, ...asked].filter((at) => at !== null),
    judge: (moment) => judgePetition(petition, { asOf: moment, periodEnd: null, calendar }),
    calendar,
  })
}
