import { earlier } from '../../core/fact/dossier.ts'
import { kept } from '../../core/observation/kept.ts'
import type { Observation, ObservationKind, Seq } from '../../core/observation/observation.ts'
import { petition } from '../../core/petition/petition.ts'
import { type Procedure, procedure, type Service, service } from '../../core/procedure/procedure.ts'
import type { Instant } from '../../core/time/instant.ts'
import { comesBefore, inKeyOrder } from '../../ledger/key-order.ts'
import type { KeyRange, Keys } from '../../ledger/read.ts'
import type { Stored } from '../../ledger/row.ts'
import type { LedgerView } from '../../ledger/view.ts'
import { bodiesOf, said } from '../records.ts'
import { Alongside } from './alongside.ts'

/** Procedures, services and petitions as they are now: dossiers are judged beside them, and they beside each other. */
export class Beside {
  #ledger: LedgerView
  readonly #procedures = new Map<string, Procedure>()
  readonly #services = new Map<string, Map<string, Service>>()
  /** Dossiers that petitions are about, and when the first of them was made. */
  readonly #petitioned = new Map<string, Map<string, Instant>>()
  /** Their codes in the order of the ledger's keys; null: there are other ones since. */
  #petitionedInOrder: readonly string[] | null = null

  constructor(ledger: LedgerView) {
    this.#ledger = ledger
    for (const { body } of bodiesOf(ledger, 'procedure')) this.#learnProcedure(kept(procedure, body))
    for (const { body } of bodiesOf(ledger, 'service')) this.#learnService(kept(service, body))
    for (const record of bodiesOf(ledger, 'petition')) this.#learnPetition(record)
  }

  /** What is learned anew from here on is read there: whoever moves says what is new. */
  moveTo(ledger: LedgerView): void {
    this.#ledger = ledger
  }

  procedures(): Iterable<Procedure> {
    return this.#procedures.values()
  }

  procedure(code: string): Procedure | null {
    return this.#procedures.get(code) ?? null
  }

  /** All of them, or those of one procedure. */
  *services(procedureCode?: string): Generator<Service> {
    if (procedureCode === undefined) for (const of of this.#services.values()) yield* of.values()
    else yield* this.#services.get(procedureCode)?.values() ?? []
  }

  /** When petitions were first made about these dossiers, to be asked for in the order of the keys. */
  firstPetitions(keys: Keys): Alongside {
    const along = new Alongside()
    for (const key of 'from' in keys ? this.#petitionedIn(keys) : keys) {
      const first = this.#firstPetition(key)
      if (first !== null) along.add(key, first)
    }
    return along
  }

  /** Few dossiers of a range are, and to look for each of all would take longer than to go along. */
  #petitionedIn({ from, to }: KeyRange): readonly string[] {
    const all = (this.#petitionedInOrder ??= [...this.#petitioned.keys()].toSorted(inKeyOrder))
    let [low, high] = [0, all.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (comesBefore(all[middle] ?? '', from)) low = middle + 1
      else high = middle
    }
    let end = low
    while (end < all.length && !comesBefore(to, all[end] ?? '')) end++
    return all.slice(low, end)
  }

  #firstPetition(dossierCode: string): Instant | null {
    const petitions = this.#petitioned.get(dossierCode)
    if (petitions === undefined) return null
    let first: Instant | null = null
    for (const at of petitions.values()) first = earlier(first, at)
    return first
  }

  /** Whether its dossiers have to be judged again: those of the engine were judged by what was said up to `from`. */
  relearnProcedure(code: string, from: Seq): boolean {
    const earlierWord = this.#history('procedure', code).find(({ seq }) => seq <= from)
    const before = earlierWord === undefined ? undefined : kept(procedure, earlierWord.body)
    const now = kept(procedure, this.body('procedure', code))
    this.#learnProcedure(now)
    return (
      before?.returnsPaper !== now.returnsPaper ||
      before.hasFee !== now.hasFee ||
      before.maxWorkingDays !== now.maxWorkingDays
    )
  }

  /** The procedures that it offered and offers. */
  relearnService(code: string): readonly string[] {
    const offered = this.#history('service', code).map(({ body }) => kept(service, body).procedure)
    for (const own of offered) this.#services.get(own)?.delete(code)
    this.#learnService(kept(service, this.body('service', code)))
    return offered
  }

  /** The dossiers that it was and is about. */
  relearnPetition(key: string): readonly string[] {
    const abouts = this.#history('petition', key).map(({ body }) => kept(petition, body).dossier)
    for (const about of abouts) if (about !== null) this.#petitioned.get(about)?.delete(key)
    this.#learnPetition({ key, body: this.body('petition', key) })
    return abouts.filter((about) => about !== null)
  }

  /** Of what there is an observation of. */
  body(kind: ObservationKind, key: string): unknown {
    const record = said(this.#ledger.record(kind, key))
    if (record === null) throw new Error(`an observation of ${kind} ${key} and no record of it`)
    return record.body
  }

  #learnProcedure(own: Procedure): void {
    this.#procedures.set(own.code, own)
  }

  #learnService(own: Service): void {
    const services = this.#services.get(own.procedure) ?? new Map<string, Service>()
    this.#services.set(own.procedure, services.set(own.code, own))
  }

  #learnPetition({ key, body }: Pick<Observation, 'key' | 'body'>): void {
    const own = kept(petition, body)
    if (own.dossier === null || own.isTest || own.receivedAt === null) return
    const petitions = this.#petitioned.get(own.dossier) ?? new Map<string, Instant>()
    this.#petitioned.set(own.dossier, petitions.set(key, own.receivedAt))
    this.#petitionedInOrder = null
  }

  /** All that was said of it, the current word first. */
  #history(kind: ObservationKind, key: string): readonly Stored[] {
    return said(this.#ledger.history(kind, key))
  }
}
