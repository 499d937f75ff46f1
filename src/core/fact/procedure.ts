import type { Procedure, Service } from '../procedure/procedure.ts'
import type { WorkingCalendar } from '../time/calendar.ts'
import { endOfDay, startOfDay } from '../time/instant.ts'
import { parsePlainDate, type PlainDate } from '../time/plain-date.ts'
import { never, type Second, secondOf } from '../time/second.ts'
import { addWorkingDays } from '../time/working-time.ts'
import { aloneCode } from '../unit/groups.ts'
import type { FactOf } from './fact.ts'

export type ProcedureContext = {
  readonly calendar: WorkingCalendar
  readonly root: string
  /** The services that offer it, of whatever unit. */
  readonly services: readonly Service[]
  /** A ministry has other time limits than a province. */
  readonly ofMinistry: boolean
  /** Units that each count it as their own, besides its authority. */
  readonly commonTo: readonly string[]
}

/** The seven parts of a procedure: name, steps, ways, components, time limit, audience, who does it (note, 1.3). */
const allParts = 7

/** One for its authority, and one for each unit that it is common to. */
export function procedureFacts(
  procedure: Procedure,
  { root, services, commonTo }: ProcedureContext,
): readonly FactOf<'procedure'>[] {
  return inCommon(procedure.authority ?? root, commonTo).map((unit) => ({
    table: 'procedure',
    key: procedure.code,
    unit,
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
  }))
}

function inCommon(own: string, commonTo: readonly string[]): readonly string[] {
  return [own, ...commonTo.filter((unit) => unit !== own).map(aloneCode)]
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

/** As its procedure: one for its own unit, and one for each unit that the procedure is common to. */
export function serviceFacts(
  service: Service,
  { root, authority, commonTo }: Pick<ProcedureContext, 'root' | 'commonTo'> & { readonly authority: string | null },
): readonly FactOf<'service'>[] {
  return inCommon(service.unit ?? authority ?? root, commonTo).map((unit) => ({
    table: 'service',
    key: service.code,
    unit,
    procedure: service.procedure,
    times: {},
    flags: { isOnline: service.onlineLevel !== 'information', isClosed: service.status === 'closed' },
    amounts: {},
  }))
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
