import type { Procedure, Service } from '../procedure/procedure.ts'
import type { WorkingCalendar } from '../time/calendar.ts'
import { endOfDay, startOfDay } from '../time/instant.ts'
import { parsePlainDate, type PlainDate } from '../time/plain-date.ts'
import { never, type Second, secondOf } from '../time/second.ts'
import { addWorkingDays } from '../time/working-time.ts'
import type { FactOf } from './fact.ts'

export type ProcedureContext = {
  readonly calendar: WorkingCalendar
  readonly root: string
  /** The services that offer it, of whatever unit. */
  readonly services: readonly Service[]
  /** A ministry has other time limits than a province. */
  readonly ofMinistry: boolean
}

/** The seven parts of a procedure: name, steps, ways, components, time limit, audience, who does it (note, 1.3). */
const allParts = 7

export function procedureFact(procedure: Procedure, { root, services }: ProcedureContext): FactOf<'procedure'> {
  return {
    table: 'procedure',
    key: procedure.code,
    unit: procedure.authority ?? root,
    procedure: procedure.code,
    times: { published: startOf(procedure.publishedOn), withdrawn: startOf(procedure.withdrawnOn) },
    flags: {
      isComplete: procedure.publicParts === allParts,
      isForCitizens: procedure.audiences.includes('citizen'),
      hasFee: procedure.hasFee,
      isPaymentIntegrated: procedure.paymentIntegrated,
      isOfferedOnline: services.some(isOnlineService),
    },
    amounts: {},
  }
}

/**
 * Announced on time: decided at least 5 working days before the latest of its legal bases takes effect, a ministry 20.
 * Made public on time: within 5 working days of the decision, a ministry 10 (note, 1.1 and 1.2). What is not stated is not
 * on time.
 */
export function announcementFacts(procedure: Procedure, context: ProcedureContext): readonly FactOf<'announcement'>[] {
  const { calendar, ofMinistry, root } = context
  const published = dayOf(procedure.publishedOn)
  // Made public without a decision that is known: it was made public all the same, and cannot be shown to be on time.
  const undecided = procedure.announcements.length === 0 && published !== null
  const announcements = undecided ? [{ decidedOn: null, legalBasisEffectiveOn: null }] : procedure.announcements
  return announcements.map(({ decidedOn, legalBasisEffectiveOn }) => {
    const decided = dayOf(decidedOn)
    const decideBy = after(calendar, dayOf(legalBasisEffectiveOn), ofMinistry ? -20 : -5)
    const publishBy = after(calendar, decided, ofMinistry ? 10 : 5)
    return {
      table: 'announcement',
      key: procedure.code,
      unit: procedure.authority ?? root,
      procedure: procedure.code,
      times: {
        decided: startOf(decidedOn),
        publishBy: publishBy === null ? never : secondOf(endOfDay(publishBy)),
        published: startOf(procedure.publishedOn),
      },
      flags: {
        decidedOnTime: decided !== null && decideBy !== null && decided <= decideBy,
        publishedOnTime: published !== null && publishBy !== null && published <= publishBy,
      },
      amounts: {},
    }
  })
}

export function serviceFact(service: Service, root: string, authority: string | null): FactOf<'service'> {
  return {
    table: 'service',
    key: service.code,
    unit: service.unit ?? authority ?? root,
    procedure: service.procedure,
    times: {},
    flags: { isOnline: service.onlineLevel !== 'information', isClosed: service.status === 'closed' },
    amounts: {},
  }
}

function isOnlineService({ onlineLevel, status }: Service): boolean {
  return onlineLevel !== 'information' && status !== 'closed'
}

function after(calendar: WorkingCalendar, day: PlainDate | null, days: number): PlainDate | null {
  return day === null ? null : addWorkingDays(calendar, day, days)
}

/** The bodies of the ledger hold days that exist. */
function dayOf(text: string | null): PlainDate | null {
  return text === null ? null : parsePlainDate(text)
}

function startOf(text: string | null): Second {
  const day = dayOf(text)
  return day === null ? never : secondOf(startOfDay(day))
}
