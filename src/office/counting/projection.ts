import { setImmediate as turn } from 'node:timers/promises'
import { dossier } from '../../core/dossier/dossier.ts'
import { certifiedCopyFact } from '../../core/fact/certified-copy-unit.ts'
import { dossierFacts, earlier } from '../../core/fact/dossier.ts'
import type { Change } from '../../core/fact/fact.ts'
import { petitionFacts } from '../../core/fact/petition.ts'
import { announcementFacts, type ProcedureContext, procedureFacts, serviceFacts } from '../../core/fact/procedure.ts'
import { certifiedCopyUnit, rating, syncReceipt } from '../../core/observation/bodies.ts'
import {
  type Observation,
  type ObservationKind,
  observationKinds,
  type Seq,
} from '../../core/observation/observation.ts'
import { petition } from '../../core/petition/petition.ts'
import { type Procedure, procedure, type Service, service } from '../../core/procedure/procedure.ts'
import type { WorkingCalendar } from '../../core/time/calendar.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Level } from '../../core/unit/level.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { RecordBody } from '../../ledger/read.ts'
import type { Stored } from '../../ledger/row.ts'
import { Beside, bodiesOf } from '../records.ts'

export type ProjectionParts = {
  readonly ledger: Ledger
  readonly engine: Engine
  readonly calendar: WorkingCalendar
  readonly root: string
  /** As the list of units says now. */
  readonly ofMinistry: () => boolean
  /** The codes of all units of that level, past ones too, as the list says now. */
  readonly unitsOf: (level: Level) => readonly string[]
}

const batchChanges = 5_000
const pageRows = 5_000
/** Records judged without a pause: some 10 ms, in which a server that begins with a large ledger answers nobody. */
const stretch = 250
/** More than this behind, everything is made anew: records are read once each, whatever became of them on the way. */
const restartBehind = 100_000

/**
 * Keeps an engine up with the ledger: records become facts, and what changed is handed over with the seq it is true for.
 * Everything here can be made again from the ledger.
 */
export class Projection {
  readonly #parts: ProjectionParts
  readonly #procedures = new Map<string, Procedure>()
  readonly #services = new Map<string, Map<string, Service>>()
  /** Dossiers that petitions are about, and when the first of them was made. */
  readonly #petitioned = new Map<string, Map<string, Instant>>()
  #isLoaded = false
  /** What the facts were made with. */
  #ofMinistry: boolean

  constructor(parts: ProjectionParts) {
    this.#parts = parts
    this.#ofMinistry = parts.ofMinistry()
  }

  /** Brings the engine to the ledger's last seq. Answers with the kinds of what was new; null: nothing was. */
  async catchUp(): Promise<ReadonlySet<ObservationKind> | null> {
    const { ledger, engine } = this.#parts
    const [from, to] = [engine.watermark(), ledger.watermark()]
    if (from > to) throw new Error(`the engine is at ${from}, the ledger at ${to} only`)
    if (!this.#isLoaded) this.#load()
    if (from === to) return null
    return from === 0 || to - from > restartBehind ? this.#rebuild(from, to) : this.#follow(from, to)
  }

  /** Procedures, services and petitions as they are now: dossiers are judged beside them. */
  #load(): void {
    const { ledger } = this.#parts
    for (const { body } of bodiesOf(ledger, 'procedure')) this.#learnProcedure(procedure.parse(body))
    for (const { body } of bodiesOf(ledger, 'service')) this.#learnService(service.parse(body))
    for (const record of bodiesOf(ledger, 'petition')) this.#learnPetition(record)
    this.#isLoaded = true
  }

  async #rebuild(from: Seq, to: Seq): Promise<ReadonlySet<ObservationKind>> {
    const { ledger } = this.#parts
    this.#ofMinistry = this.#parts.ofMinistry()
    const batch = new Batch(this.#parts.engine, from)
    for (const { key, body } of bodiesOf(ledger, 'certified-copy-unit')) await batch.add(copyChange(key, body))
    for (const code of this.#procedures.keys()) await batch.add(...this.#procedureChanges(code))
    for (const of of this.#services.values()) for (const one of of.values()) await batch.add(this.#serviceChange(one))
    for (const { key, body } of bodiesOf(ledger, 'petition')) await batch.add(this.#petitionChange(key, body))
    const [receipts, ratings] = [new Beside(ledger, 'sync-receipt'), new Beside(ledger, 'rating')]
    for (const { key, body } of bodiesOf(ledger, 'dossier'))
      await batch.add(this.#dossierChange(key, body, receipts.at(key), ratings.at(key)))
    await batch.finish(to)
    return new Set(observationKinds)
  }

  /** Only what the observations after `from` are about. */
  async #follow(from: Seq, to: Seq): Promise<ReadonlySet<ObservationKind>> {
    const touched = new Touched()
    for (let seq = from + 1; seq <= to; seq += pageRows) {
      for (const observation of valueOf(this.#parts.ledger.read(seq, pageRows))) this.#touch(observation, touched, from)
    }
    // What a procedure says decides how its dossiers are judged; which those are, only a walk through all can tell.
    if (touched.isWide) return this.#rebuild(from, to)
    const batch = new Batch(this.#parts.engine, from)
    for (const key of touched.copyUnits) await batch.add(copyChange(key, this.#body('certified-copy-unit', key)))
    for (const code of touched.procedures) await batch.add(...this.#procedureChanges(code))
    for (const code of touched.services)
      await batch.add(this.#serviceChange(service.parse(this.#body('service', code))))
    for (const key of touched.petitions) await batch.add(this.#petitionChange(key, this.#body('petition', key)))
    for (const key of touched.dossiers) await batch.add(this.#dossierNow(key))
    await batch.finish(to)
    return touched.kinds
  }

  #touch({ kind, key }: Stored, touched: Touched, from: Seq): void {
    touched.kinds.add(kind)
    switch (kind) {
      case 'dossier':
      case 'sync-receipt':
      case 'rating':
        touched.dossiers.add(key)
        return
      case 'petition':
        touched.petitions.add(key)
        for (const about of this.#relearnPetition(key)) touched.dossiers.add(about)
        return
      case 'procedure':
        if (this.#relearnProcedure(key, from)) touched.isWide = true
        touched.procedures.add(key)
        for (const code of this.#services.get(key)?.keys() ?? []) touched.services.add(code)
        return
      case 'service':
        for (const code of this.#relearnService(key)) touched.procedures.add(code)
        touched.services.add(key)
        return
      case 'certified-copy-unit':
        touched.copyUnits.add(key)
        return
      case 'unit':
        // A ministry has other time limits for its decisions than a province.
        if (this.#parts.ofMinistry() !== this.#ofMinistry) touched.isWide = true
        this.#touchCommon(touched)
        return
      case 'national-report':
      case 'reported-scorecard':
        return
    }
  }

  /** What is common to all units of a level is to be told anew for those that there are now. */
  #touchCommon(touched: Touched): void {
    for (const { code, commonTo } of this.#procedures.values()) {
      if (commonTo === undefined) continue
      touched.procedures.add(code)
      for (const offered of this.#services.get(code)?.keys() ?? []) touched.services.add(offered)
    }
  }

  #dossierNow(key: string): Change {
    const { ledger } = this.#parts
    const own = valueOf(ledger.record('dossier', key))
    if (own === null) return { table: 'dossier', key, facts: [] }
    const beside = (kind: 'sync-receipt' | 'rating') => valueOf(ledger.record(kind, key))
    return this.#dossierChange(key, own.body, beside('sync-receipt'), beside('rating'))
  }

  #dossierChange(key: string, body: unknown, receipt: RecordBody | null, rated: RecordBody | null): Change {
    const { calendar, root } = this.#parts
    const own = dossier.parse(body)
    const disliked = rated === null ? null : this.#firstDislike(key)
    const facts = dossierFacts(own, {
      calendar,
      root,
      procedure: own.procedure === null ? null : (this.#procedures.get(own.procedure) ?? null),
      syncedAt: receipt === null ? null : syncReceipt.parse(receipt.body).acknowledgedAt,
      complainedAt: earlier(disliked, this.#firstPetition(key)),
    })
    return { table: 'dossier', key, facts }
  }

  /** Whoever was not satisfied counts, whatever was said later. */
  #firstDislike(dossierCode: string): Instant | null {
    const ratings = this.#history('rating', dossierCode).map(({ body }) => rating.parse(body))
    return ratings.reduce<Instant | null>((first, { satisfied, at }) => (satisfied ? first : earlier(first, at)), null)
  }

  #firstPetition(dossierCode: string): Instant | null {
    let first: Instant | null = null
    for (const at of this.#petitioned.get(dossierCode)?.values() ?? []) first = earlier(first, at)
    return first
  }

  #petitionChange(key: string, body: unknown): Change {
    return { table: 'petition', key, facts: petitionFacts(petition.parse(body), this.#parts) }
  }

  #procedureChanges(code: string): readonly Change[] {
    const own = this.#procedures.get(code)
    const facts = own === undefined ? [] : procedureFacts(own, this.#procedureContext(code))
    const announcements = own === undefined ? [] : announcementFacts(own, this.#procedureContext(code))
    return [
      { table: 'procedure', key: code, facts },
      { table: 'announcement', key: code, facts: announcements },
    ]
  }

  #procedureContext(code: string): ProcedureContext {
    const { calendar, root } = this.#parts
    const services = [...(this.#services.get(code)?.values() ?? [])]
    return { calendar, root, ofMinistry: this.#ofMinistry, services, commonTo: this.#commonTo(code) }
  }

  #serviceChange(own: Service): Change {
    const authority = this.#procedures.get(own.procedure)?.authority ?? null
    const context = { root: this.#parts.root, authority, commonTo: this.#commonTo(own.procedure) }
    return { table: 'service', key: own.code, facts: serviceFacts(own, context) }
  }

  #commonTo(code: string): readonly string[] {
    const level = this.#procedures.get(code)?.commonTo
    return level === undefined ? [] : this.#parts.unitsOf(level)
  }

  #learnProcedure(own: Procedure): void {
    this.#procedures.set(own.code, own)
  }

  /** Whether its dossiers have to be judged again: those of the engine were judged by what was said up to `from`. */
  #relearnProcedure(code: string, from: Seq): boolean {
    const said = this.#history('procedure', code).find(({ seq }) => seq <= from)
    const before = said === undefined ? undefined : procedure.parse(said.body)
    const now = procedure.parse(this.#body('procedure', code))
    this.#learnProcedure(now)
    return (
      before?.returnsPaper !== now.returnsPaper ||
      before.hasFee !== now.hasFee ||
      before.maxWorkingDays !== now.maxWorkingDays
    )
  }

  #learnService(own: Service): void {
    const services = this.#services.get(own.procedure) ?? new Map<string, Service>()
    this.#services.set(own.procedure, services.set(own.code, own))
  }

  /** The procedures that it offered and offers. */
  #relearnService(code: string): readonly string[] {
    const offered = this.#history('service', code).map(({ body }) => service.parse(body).procedure)
    for (const own of offered) this.#services.get(own)?.delete(code)
    this.#learnService(service.parse(this.#body('service', code)))
    return offered
  }

  #learnPetition({ key, body }: Pick<Observation, 'key' | 'body'>): void {
    const own = petition.parse(body)
    if (own.dossier === null || own.isTest || own.receivedAt === null) return
    const petitions = this.#petitioned.get(own.dossier) ?? new Map<string, Instant>()
    this.#petitioned.set(own.dossier, petitions.set(key, own.receivedAt))
  }

  /** The dossiers that it was and is about. */
  #relearnPetition(key: string): readonly string[] {
    const abouts = this.#history('petition', key).map(({ body }) => petition.parse(body).dossier)
    for (const about of abouts) if (about !== null) this.#petitioned.get(about)?.delete(key)
    this.#learnPetition({ key, body: this.#body('petition', key) })
    return abouts.filter((about) => about !== null)
  }

  /** All that was said of it, the current word first. */
  #history(kind: Observation['kind'], key: string): readonly Stored[] {
    return valueOf(this.#parts.ledger.history(kind, key))
  }

  #body(kind: Observation['kind'], key: string): unknown {
    const record = valueOf(this.#parts.ledger.record(kind, key))
    if (record === null) throw new Error(`an observation of ${kind} ${key} and no record of it`)
    return record.body
  }
}

function copyChange(key: string, body: unknown): Change {
  return { table: 'certified-copy-unit', key, facts: [certifiedCopyFact(certifiedCopyUnit.parse(body))] }
}

/** Of what there is something new. */
class Touched {
  readonly kinds = new Set<ObservationKind>()
  readonly dossiers = new Set<string>()
  readonly petitions = new Set<string>()
  readonly procedures = new Set<string>()
  readonly services = new Set<string>()
  readonly copyUnits = new Set<string>()
  isWide = false
}

/** Changes on their way to the engine, many at a time; they count as seen only with the last of them. */
class Batch {
  readonly #engine: Engine
  readonly #from: Seq
  #changes: Change[] = []
  #added = 0

  constructor(engine: Engine, from: Seq) {
    this.#engine = engine
    this.#from = from
  }

  async add(...changes: readonly Change[]): Promise<void> {
    this.#changes.push(...changes)
    if (++this.#added % stretch === 0) await turn()
    if (this.#changes.length >= batchChanges) await this.#send(this.#from)
  }

  finish(to: Seq): Promise<void> {
    return this.#send(to)
  }

  async #send(to: Seq): Promise<void> {
    const changes = this.#changes
    this.#changes = []
    await this.#engine.apply({ from: this.#from, to, changes })
  }
}

/** What the ledger answered. A ledger that cannot be read now could be read when it was opened: nothing can go on. */
function valueOf<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failures: unknown },
): T {
  if (result.ok) return result.value
  throw new Error(JSON.stringify(result.failures))
}
