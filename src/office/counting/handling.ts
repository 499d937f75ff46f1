import type { Result } from '../../core/failure.ts'
import { noAmount } from '../../core/fact/tables.ts'
import { covers } from '../../core/index-set/in-force.ts'
import { type HandlingTime, handlingTimeOf } from '../../core/measure/handling-time.ts'
import { isProvisional } from '../../core/measure/span.ts'
import type { Seq } from '../../core/observation/observation.ts'
import type { Unit } from '../../core/unit/unit.ts'
import type { SpreadRow } from '../../engine/engine.ts'
import type { Counting } from './counting.ts'
import { scopeOf } from './scope.ts'
import { type Asked, unitIn } from './scorecards.ts'

/** How long dossiers of one procedure took that ended in the period. */
export type ProcedureHandling = {
  /** '': dossiers that name no procedure. */
  readonly code: string
  readonly name: string | null
  /** Its time limit in working days; null: not stated. */
  readonly maxWorkingDays: number | null
  /** Null: of none can the time be told. */
  readonly time: HandlingTime | null
  /** Dossiers of which it cannot be told: without a receipt, or of days that the calendar does not know. */
  readonly unknown: number
}

export type Handling = {
  readonly asked: Asked
  readonly unit: Unit
  readonly watermark: Seq
  readonly provisional: boolean
  readonly inForce: boolean
  /** Most dossiers first. */
  readonly procedures: readonly ProcedureHandling[]
}

/** Mean, median and P90 of handling for each procedure, never over procedures (note, 2.2). Failure: unit-unknown. */
export async function handlingTimes(counting: Counting, asked: Asked, code: string): Promise<Result<Handling>> {
  const { tree, span, groups } = scopeOf(counting, asked)
  const unit = unitIn(tree, code)
  if (!unit.ok) return unit
  const { engine, procedures } = counting
  const within = unit.value.code
  const { watermark, rows } = await engine.still(async (now) => ({
    watermark: now.watermark(),
    rows: await now.spread({ measure: 'dossiers-settled', amount: 'workedHalves', span, groups, within }),
  }))
  const handled = [...Map.groupBy(rows, ({ of }) => of)].map(([of, own]) => {
    const { name = null, maxWorkingDays = null } = procedures.get(of) ?? {}
    return { code: of, name, maxWorkingDays, ...timeOf(own) }
  })
  const { period, indexSet } = asked
  const provisional = isProvisional(period, span)
  const value = { asked, unit: unit.value, watermark, provisional, inForce: covers(indexSet, period) }
  return { ok: true, value: { ...value, procedures: handled.toSorted(byDossiers) } }
}

function timeOf(rows: readonly SpreadRow[]): Pick<ProcedureHandling, 'time' | 'unknown'> {
  const known = rows.filter(({ amount }) => amount !== noAmount)
  const unknown = rows.find(({ amount }) => amount === noAmount)?.count ?? 0
  return { time: handlingTimeOf(known.map(({ amount, count }) => ({ halves: amount, count }))), unknown }
}

function byDossiers(a: ProcedureHandling, b: ProcedureHandling): number {
  const ended = ({ time, unknown }: ProcedureHandling) => (time?.of ?? 0) + unknown
  return ended(b) - ended(a) || (a.code < b.code ? -1 : 1)
}
