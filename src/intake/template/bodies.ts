import type { ObservationKind } from '../../core/observation/observation.ts'
import {
  audiences,
  onlineLevels,
  serviceStatuses,
  type Procedure,
  type Service,
} from '../../core/procedure/procedure.ts'
import type { Petition } from '../../core/petition/petition.ts'
import type { Instant } from '../../core/time/instant.ts'
import { levels } from '../../core/unit/level.ts'
import type { Unit } from '../../core/unit/unit.ts'
import type { Cells } from './cells.ts'

/** What a row says: the entity, and its body as core has it. */
export type Entity = { readonly key: string; readonly sourceTime: Instant | null; readonly body: object }

/** A body from the row of each template; required cells are there. */
export const entityReaders: Readonly<Partial<Record<ObservationKind, (cells: Cells) => Entity>>> = {
  unit: (cells) => {
    const body: Unit = {
      code: needed(cells, 'code', cells.unit('code')),
      name: needed(cells, 'name', cells.text('name')),
      level: needed(cells, 'level', cells.oneOf('level', levels)),
      parent: cells.unit('parent'),
      validFrom: cells.day('validFrom'),
      validTo: cells.day('validTo'),
      predecessors: [...cells.units('predecessors')],
      aliases: [...cells.list('aliases')],
    }
    return { key: body.code, sourceTime: null, body }
  },
  service: (cells) => {
    const body: Service = {
      code: needed(cells, 'code', cells.code('code')),
      name: needed(cells, 'name', cells.text('name')),
      procedure: needed(cells, 'procedure', cells.code('procedure')),
      onlineLevel: needed(cells, 'onlineLevel', cells.oneOf('onlineLevel', onlineLevels)),
      status: needed(cells, 'status', cells.oneOf('status', serviceStatuses)),
      unit: cells.unit('unit'),
    }
    return { key: body.code, sourceTime: null, body }
  },
  petition: petitionEntity,
  'certified-copy-unit': (cells) => {
    const unit = needed(cells, 'unit', cells.unit('unit'))
    const due = needed(cells, 'due', cells.yesNo('due'))
    const provides = needed(cells, 'provides', cells.yesNo('provides'))
    return { key: unit, sourceTime: null, body: { unit, due, provides, since: cells.day('since') } }
  },
  'national-report': (cells) => {
    const unit = needed(cells, 'unit', cells.unit('unit'))
    const period = needed(cells, 'period', cells.period('period'))
    const received = needed(cells, 'received', cells.count('received'))
    return { key: `${unit}/${period}`, sourceTime: null, body: { unit, period, received } }
  },
  'sync-receipt': (cells) => {
    const dossier = needed(cells, 'dossier', cells.code('dossier'))
    const acknowledgedAt = needed(cells, 'acknowledgedAt', cells.moment('acknowledgedAt'))
    return { key: dossier, sourceTime: acknowledgedAt, body: { dossier, acknowledgedAt } }
  },
  rating: (cells) => {
    const dossier = needed(cells, 'dossier', cells.code('dossier'))
    const at = needed(cells, 'at', cells.moment('at'))
    const satisfied = needed(cells, 'satisfied', cells.oneOf('satisfied', ['yes', 'no'])) === 'yes'
    return { key: dossier, sourceTime: at, body: { dossier, at, satisfied } }
  },
}

function needed<T>(cells: Cells, field: string, value: T | null): T {
  if (value === null) throw cells.missing(field)
  return value
}

function petitionEntity(cells: Cells): Entity {
  const [askedAt, answeredAt] = [cells.moment('askedAt'), cells.moment('answeredAt')]
  if (askedAt === null && answeredAt !== null) throw cells.missing('askedAt')
  const satisfied = cells.oneOf('satisfied', ['yes', 'no'])
  const body: Petition = {
    code: needed(cells, 'code', cells.code('code')),
    responsibleUnit: cells.unit('responsibleUnit'),
    procedure: cells.code('procedure'),
    field: null,
    dossier: cells.code('dossier'),
    person: null,
    status: null,
    receivedAt: cells.moment('receivedAt'),
    refusedAt: cells.moment('refusedAt'),
    passedOnAt: cells.moment('passedOnAt'),
    requests: askedAt === null ? [] : [{ askedAt, answeredAt }],
    settledAt: cells.moment('settledAt'),
    publishedAt: cells.moment('publishedAt'),
    mustPublish: null,
    satisfied: satisfied === null ? null : satisfied === 'yes',
    repeats: cells.code('repeats'),
    isTest: false,
  }
  const { receivedAt, refusedAt, passedOnAt, settledAt, publishedAt } = body
  const events = [receivedAt, refusedAt, passedOnAt, askedAt, answeredAt, settledAt, publishedAt]
  const known = events.filter((at) => at !== null).toSorted((a, b) => b - a)
  return { key: body.code, sourceTime: known[0] ?? null, body }
}

/** One row of a procedure; its other rows may bring more announcements. */
export function procedureOf(cells: Cells): Procedure {
  const announcement = {
    decision: cells.text('decision') ?? '',
    decidedOn: cells.day('decidedOn'),
    legalBasisEffectiveOn: cells.day('legalBasisEffectiveOn'),
  }
  const commonTo = cells.oneOf('commonTo', levels)
  const isAnnounced = announcement.decision !== '' || announcement.decidedOn !== null
  return {
    code: needed(cells, 'code', cells.code('code')),
    name: needed(cells, 'name', cells.text('name')),
    field: cells.text('field'),
    authority: cells.unit('authority'),
    ...(commonTo !== null && { commonTo }),
    announcements: isAnnounced ? [announcement] : [],
    publishedOn: cells.day('publishedOn'),
    withdrawnOn: cells.day('withdrawnOn'),
    publicParts: cells.count('publicParts'),
    audiences: [...cells.manyOf('audiences', audiences)],
    hasFee: cells.yesNo('hasFee') ?? false,
    paymentIntegrated: cells.yesNo('paymentIntegrated') ?? false,
    returnsPaper: cells.yesNo('returnsPaper') ?? false,
    maxWorkingDays: cells.number('maxWorkingDays'),
  }
}
