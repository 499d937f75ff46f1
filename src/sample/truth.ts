import type { Counts, Having, Measure } from './counts.ts'
import type { TruthPeriod } from './periods.ts'
import type { SamplePetition } from './petition.ts'
import type { SampleProcedure } from './procedure.ts'
import { type Province, provinceCode, type SampleUnit } from './province.ts'
import { daySeconds, type Month } from './days.ts'
import { type Reports, statedFigure } from './report-figures.ts'

/** [part, whole] */
export type Count = readonly [part: number, whole: number]
export type UnitCounts = Readonly<Record<string, Count>>

/** What the generator meant, gathered while it made the sample. */
export type Meant = {
  readonly province: Province
  readonly periods: readonly TruthPeriod[]
  readonly months: readonly Month[]
  readonly procedures: readonly SampleProcedure[]
  readonly counts: Counts
  readonly petitions: readonly SamplePetition[]
  readonly reports: Reports
  /** Codes of the communes that provide certified copies; every commune is due to. */
  readonly copies: ReadonlySet<string>
}

/** A unit with what is below it: the province has everything, a department its branches. */
export type Body = { readonly code: string; readonly level: SampleUnit['level']; readonly members: readonly number[] }

export function bodiesOf({ units }: Province): Body[] {
  const all: Body = { code: provinceCode, level: 'province', members: [...units.keys()] }
  const each = units.map(({ code, level }, index): Body => {
    const below = units.flatMap(({ parent }, other) => (parent === code ? [other] : []))
    return { code, level, members: [index, ...below] }
  })
  return [all, ...each]
}

/** Counts of one unit in one period, by indicator. Indicators that it inherits or has no list for are left out. */
export function unitCounts(meant: Meant, period: number, body: Body): UnitCounts {
  const unit = meant.province.units.find(({ code }) => code === body.code)
  const hasProcedures = body.level !== 'department' || unit?.isBranch === false
  return {
    ...(body.level === 'province' && publicity(meant, period)),
    ...dossierCounts(meant, period, body),
    ...(hasProcedures && procedureCounts(meant, period, body)),
    ...copyCounts(meant, body),
    ...petitionCounts(meant, period, body),
  }
}

function dossierCounts({ counts, reports, periods }: Meant, period: number, { members }: Body): UnitCounts {
  const sum = (measure: Measure) => members.reduce((whole, unit) => whole + counts.get(period, unit, measure), 0)
  const received = sum('received')
  const span = periods[period]
  const reported = (span && statedFigure(reports, span, members)) ?? reports.missing.yearTotal / 12
  return {
    'dossiers-synced': [sum('synced'), Math.max(reported, sum('synced'))],
    'on-time': [sum('open-on-time'), sum('open')],
    'filed-online': [sum('filed-online'), received],
    'online-on-time': [sum('online-on-time'), sum('online')],
    'paid-online': [sum('paid-online'), sum('with-fee')],
    'e-result': [sum('e-result'), sum('paper')],
    digitised: [sum('digitised'), received],
    'data-reused': [sum('reused'), received],
    'personal-storage': [sum('stored'), received],
    'population-data-dossiers': [sum('population'), received],
    'service-satisfaction': [sum('satisfied'), received],
  }
}

/** Lists as they stand, not of the period, except for what the period's dossiers used. */
function procedureCounts({ procedures, counts }: Meant, period: number, { code, level, members }: Body): UnitCounts {
  const own = procedures.filter(
    ({ authority, isCommon, isWithdrawn }) =>
      !isWithdrawn && (level === 'province' || authority === code || (isCommon && level === 'commune')),
  )
  const online = own.filter(({ service }) => service === 'full' || service === 'partial')
  const withFee = own.filter(({ hasFee }) => hasFee)
  const forCitizens = own.filter((procedure) => procedure.forCitizens)
  const having = (list: readonly SampleProcedure[], what: Having) =>
    list.filter(({ index }) => counts.has(period, members, index, what)).length
  return {
    'offered-online': [online.length, own.length],
    'services-used-online': [having(online, 'used-online'), online.length],
    'payment-integrated': [withFee.filter(({ integrated }) => integrated).length, withFee.length],
    'payment-used': [having(withFee, 'paid-online'), withFee.length],
    'population-data-procedures': [having(forCitizens, 'population'), forCitizens.length],
  }
}

/** 1.1 to 1.3 are the province's own; everything is announced and published in one month, or left unpublished. */
function publicity({ procedures, periods, months }: Meant, period: number): UnitCounts {
  const span = periods[period]
  const firstDay = (span?.first ?? 0) / daySeconds
  const within = (day: number) => day >= firstDay && span !== undefined && day * daySeconds <= span.moment
  const announced = procedures.filter(({ decidedOn }) => within(decidedOn))
  const end = (months.at(-1)?.last ?? 0) + 1
  const isPublic = ({ publishedOn, isWithdrawn }: SampleProcedure) =>
    publishedOn !== null && publishedOn < end && !isWithdrawn
  return {
    'announced-on-time': [announced.filter(({ announcedOnTime }) => announcedOnTime).length, announced.length],
    'published-on-time': [announced.filter(({ publishedOnTime }) => publishedOnTime).length, announced.length],
    'content-complete': [
      procedures.filter((one) => isPublic(one) && one.publicParts === 7).length,
      procedures.filter(isPublic).length,
    ],
  }
}

function copyCounts({ province, copies }: Meant, { members }: Body): UnitCounts {
  const due = members.filter((unit) => province.units[unit]?.level === 'commune')
  return { 'certified-copies': [due.filter((unit) => copies.has(province.units[unit]?.code ?? '')).length, due.length] }
}

function petitionCounts({ petitions, periods }: Meant, period: number, { members }: Body): UnitCounts {
  const months = periods[period]?.months ?? []
  const isMember = new Set(members)
  const own = petitions.filter(({ unit, month }) => isMember.has(unit) && months.includes(month))
  return {
    'petitions-on-time': [own.filter(({ onTime }) => onTime).length, own.length],
    'petition-satisfaction': [own.filter(({ satisfied }) => satisfied).length, own.length],
  }
}
