import { type Cell, makeCell, makeExtra } from './cell.ts'
import type { Counts } from './counts.ts'
import { daySeconds, endOf, type Month, momentText, type Span, stamp } from './days.ts'
import { dossierCode, dossierFields, type Place, sentUnit } from './dossier.ts'
import { soil } from './dirt.ts'
import type { DossierFiles } from './dossier-files.ts'
import type { Output } from './output.ts'
import type { SamplePetition, Petitions } from './petition.ts'
import { type DirtKind, dirtKinds, type Plan, type SpoiltKind } from './plan.ts'
import { proceduresOf, type SampleProcedure } from './procedure.ts'
import type { Province, SampleUnit } from './province.ts'
import type { Quotas } from './quota.ts'
import { Random } from './random.ts'
import { TableFormat } from './table.ts'
import type { Tally } from './tally.ts'
import { Clock } from './times.ts'

export const receiptTable = new TableFormat('ghi-nhan-dong-bo')
export const ratingTable = new TableFormat('danh-gia')

/** Where the rows of the dossiers go. */
export type Sinks = {
  readonly dossiers: DossierFiles
  readonly receipts: Output
  readonly ratings: Output
  /** Newer versions of dossiers, for a file of their own. */
  readonly updates: string[]
}

export type World = {
  readonly seed: string
  readonly span: Span
  readonly province: Province
  readonly procedures: readonly SampleProcedure[]
  readonly petitions: Petitions
  readonly counts: Counts
  /** What is still to be made of each kind, and what was made. */
  readonly tally: Tally
}

/** What one unit and month is to have beside its quota. */
export type Extras = {
  readonly dirt: Readonly<Record<DirtKind, number>>
  readonly roles: readonly Plan['role'][]
  readonly duplicates: number
  readonly changed: number
}

export type MonthPlan = {
  readonly index: number
  readonly month: Month
  readonly quotas: Quotas
  readonly extras: readonly Extras[]
}

/** Makes and writes the dossiers of one month, one unit after the other: only one unit's are in memory. */
export async function writeMonth(world: World, plan: MonthPlan, sinks: Sinks): Promise<readonly SamplePetition[]> {
  const petitions: SamplePetition[] = []
  const again: string[] = []
  for (const [unit, own] of world.province.units.entries()) {
    const random = new Random(`${world.seed}/${plan.month.id}/${own.code}`)
    const clock = new Clock(random, world.span)
    const cell: Cell = {
      random,
      clock,
      month: plan.month,
      procedures: proceduresOf(own, world.procedures),
      serial: () => ++world.tally.serial,
    }
    const plans = furnished(makeCell(cell, plan.quotas, unit), cell, plan.extras[unit], world.tally)
    const codes = new Codes(own, world.province, random)
    for (const one of plans) {
      world.counts.add(one, unit, plan.index)
      const place = codes.place(one)
      const json = JSON.stringify(spoiltFields(one, place))
      if (one.copy === 'changed') {
        await sinks.dossiers.row(JSON.stringify(dossierFields(firstVersion(one), place)))
        sinks.updates.push(json)
      } else await sinks.dossiers.row(json)
      if (one.copy === 'duplicate') again.push(json)
      if (one.hasPetition) petitions.push(world.petitions.about(one, place.code, own.code, unit, plan.index))
      aside(one, place.code, sinks)
    }
    await sinks.receipts.flush()
    await sinks.ratings.flush()
  }
  for (const json of again) await sinks.dossiers.row(json)
  return petitions
}

/** The dossiers of a cell with their dirt, copies and extras. */
function furnished(plans: Plan[], cell: Cell, extras: Extras | undefined, tally: Tally): readonly Plan[] {
  if (!extras) return plans
  for (const kind of dirtKinds) {
    const wanted = extras.dirt[kind] + tally.owed[kind]
    const made = soil(kind, wanted, plans, cell)
    tally.owed[kind] = wanted - made
    tally.dirt[kind] += made
  }
  const plain = plans.filter(({ dirt, fate, hasPetition }) => dirt === null && fate === 'on-time' && !hasPetition)
  const copies = cell.random.choose(plain, Math.min(plain.length, extras.duplicates + extras.changed))
  for (const [index, one] of copies.entries()) one.copy = index < extras.duplicates ? 'duplicate' : 'changed'
  tally.duplicates += Math.min(copies.length, extras.duplicates)
  tally.changed += Math.max(0, copies.length - extras.duplicates)
  const more = extras.roles.map((role) => makeExtra(cell, role))
  for (const { role } of more) {
    if (role.kind === 'spoilt') tally.spoilt[role.how]++
    if (role.kind === 'test') tally.tests++
    if (role.kind === 'unreceived') tally.unreceived++
  }
  return [...plans, ...more]
}

/** Codes of one unit's dossiers, numbered through each day. */
class Codes {
  readonly #unit: SampleUnit
  readonly #others: readonly SampleUnit[]
  readonly #random: Random
  readonly #numbers = new Map<number, number>()

  constructor(unit: SampleUnit, { units }: Province, random: Random) {
    this.#unit = unit
    // A unit below or above another is of the same agency.
    const isApart = (code: string) => !`${code}.`.startsWith(`${unit.code}.`) && !`${unit.code}.`.startsWith(`${code}.`)
    this.#others = units.filter(({ code, level }) => level === unit.level && isApart(code))
    this.#random = random
  }

  place({ times, serial, dirt }: Plan): Place {
    const day = Math.floor(times.received / daySeconds)
    const number = (this.#numbers.get(day) ?? 0) + 1
    this.#numbers.set(day, number)
    const unit = dirt === 'agency-mismatch' ? this.#unit.code : sentUnit(this.#unit, serial)
    // Numbers no unit reaches by itself, so that a code of another agency is never its own.
    const code =
      dirt === 'agency-mismatch'
        ? dossierCode(this.#random.pick(this.#others).code, times.received, 1_000_000 + serial, false)
        : dossierCode(unit, times.received, number, serial % 60 === 0)
    // Since July 2025 one may hand in anywhere in the province.
    const elsewhere = this.#unit.level === 'commune' && serial % 24 === 5 && dirt === null
    return { code, unit, receiving: elsewhere ? this.#random.pick(this.#others).code : unit }
  }
}

/** A row that cannot go in: no code, a day that does not exist, a status outside the list. */
function spoiltFields(plan: Plan, place: Place): Record<string, unknown> {
  const fields = dossierFields(plan, place)
  if (plan.role.kind !== 'spoilt') return fields
  const bad: Readonly<Record<SpoiltKind, Record<string, string>>> = {
    'field-missing': { MaHoSo: '' },
    'date-impossible': { NgayTiepNhan: `${stamp(plan.times.received).slice(0, 4)}1345083000` },
    'value-unknown': { TrangThaiHoSo: '99' },
  }
  return { ...fields, ...bad[plan.role.how] }
}

/** As it was sent on the day of receipt. */
function firstVersion(plan: Plan): Plan {
  const { received, due } = plan.times
  const times = { ...plan.times, received, due, end: null, asks: [] }
  return { ...plan, fate: 'within', endKind: null, hasResultFile: false, times }
}

/** What others say of the dossier: the portal that it has it, the applicant what it was like. */
function aside(
  { role, isSynced, isDisliked, hasPetition, times, serial, fate }: Plan,
  code: string,
  sinks: Sinks,
): void {
  if (role.kind !== 'counted') return
  const evening = (at: number) => Math.floor(at / daySeconds) * daySeconds + (18 * 60 + (serial % 300)) * 60
  if (isSynced) {
    const acknowledgedAt = momentText(evening(times.received))
    sinks.receipts.row(receiptTable.line({ dossier: code, acknowledgedAt }))
  }
  const isLiked = fate === 'on-time' && !hasPetition && serial % 15 === 0
  if (times.end === null || !(isDisliked || isLiked)) return
  const at = momentText(Math.min(evening(times.end), endOf(Math.floor(times.end / daySeconds))))
  sinks.ratings.row(ratingTable.line({ dossier: code, at, satisfied: isDisliked ? 'không hài lòng' : 'hài lòng' }))
}
