import { setImmediate as turn } from 'node:timers/promises'
import { certifiedCopyFact } from '../../core/fact/certified-copy-unit.ts'
import type { Change } from '../../core/fact/fact.ts'
import type { PackedChanges } from '../../core/fact/packed.ts'
import { petitionFacts } from '../../core/fact/petition.ts'
import { announcementFacts, type ProcedureContext, procedureFacts, serviceFacts } from '../../core/fact/procedure.ts'
import { certifiedCopyUnit } from '../../core/observation/bodies.ts'
import { kept } from '../../core/observation/kept.ts'
import { type ObservationKind, observationKinds, type Seq, seqOf } from '../../core/observation/observation.ts'
import { petition } from '../../core/petition/petition.ts'
import { type Procedure, type Service, service } from '../../core/procedure/procedure.ts'
import type { WorkingCalendar } from '../../core/time/calendar.ts'
import type { Level } from '../../core/unit/level.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Entity } from '../../ledger/row.ts'
import type { LedgerView } from '../../ledger/view.ts'
import type { Holdings } from '../installation.ts'
import { bodiesOf, rangesOf, said } from '../records.ts'
import { codesOf, isMinistry } from '../units.ts'
import { Beside } from './beside.ts'
import { DossierChanges } from './dossier-changes.ts'
import { rebuildThreadCount, RebuildThreads } from './rebuild-threads.ts'

export type ProjectionParts = {
  readonly ledger: LedgerView
  readonly engine: Pick<Engine, 'watermark' | 'apply'>
  readonly calendar: WorkingCalendar
  readonly root: string
  /** As that ledger's list of units says. */
  readonly ofMinistry: (ledger: LedgerView) => boolean
  /** The codes of all units of that level, past ones too, as that ledger's list says. */
  readonly unitsOf: (level: Level, ledger: LedgerView) => readonly string[]
  /** To make everything anew: where the ledger lies, how many threads read it, and from how many observations on; null: none. */
  readonly threads: { readonly folder: string; readonly count: number; readonly least: number } | null
  /** More observations than this behind, everything is made anew: records are read once each, whatever became of them on the way. */
  readonly far: number
  /** Observations whose changes the engine takes in together, while it answers nobody. */
  readonly step: number
}

const batchChanges = 5_000
const pageRows = 5_000
/** Records judged without a pause: some 3 ms. */
const stretch = 250
/** Dossiers that a thread is given at a time: some 2 ms of the caller's, to take them over. */
const threadRows = 2_000

/**
 * Keeps an engine up with the ledger: records become facts, and what changed is handed over with the seq it is true for.
 * Everything here can be made again from the ledger.
 */
export class Projection {
  readonly #parts: ProjectionParts
  #known: Beside | null = null
  /** What the facts were made with. */
  #ofMinistry: boolean
  /** Of the moment that is being come to. */
  #lists: { readonly ledger: LedgerView; readonly unitsOf: Map<Level, readonly string[]> }

  constructor(parts: ProjectionParts) {
    this.#parts = parts
    const then = parts.ledger.asOf(parts.engine.watermark())
    this.#lists = { ledger: then, unitsOf: new Map() }
    this.#ofMinistry = parts.ofMinistry(then)
  }

  /** Brings the engine to the ledger's last seq. Answers with the kinds of what was new; null: nothing was. */
  async catchUp(): Promise<ReadonlySet<ObservationKind> | null> {
    const { ledger, engine } = this.#parts
    const [from, to] = [engine.watermark(), ledger.watermark()]
    if (from > to) throw new Error(`the engine is at ${from}, the ledger at ${to} only`)
    if (from === to) return null
    const now = ledger.asOf(to)
    if (from === 0 || to - from > this.#parts.far) return this.#rebuild(from, now)
    const kinds = new Set<ObservationKind>()
    for (let at = from; at < to; at = engine.watermark()) {
      const step = await this.#follow(at, now.asOf(seqOf(Math.min(at + this.#parts.step, to))))
      // What a procedure says decides how its dossiers are judged; which those are, only a walk through all can tell.
      if (step === null) return this.#rebuild(at, now)
      for (const kind of step) kinds.add(kind)
    }
    return kinds
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  /** From the records of that moment, however much the ledger grows meanwhile. */
  async #rebuild(from: Seq, ledger: LedgerView): Promise<ReadonlySet<ObservationKind>> {
    const to = ledger.watermark()
    this.#lists = { ledger, unitsOf: new Map() }
    this.#ofMinistry = this.#parts.ofMinistry(ledger)
    const beside = new Beside(ledger)
    this.#known = beside
    const batch = new Batch(this.#parts.engine, from, batchChanges)
    // They start while the rest is made.
    const crew = this.#crew(to)
    try {
      for (const { key, body } of bodiesOf(ledger, 'certified-copy-unit')) await batch.add(copyChange(key, body))
      for (const { code } of beside.procedures()) await batch.add(...this.#procedureChanges(beside, code))
      for (const one of beside.services()) await batch.add(this.#serviceChange(beside, one))
      for (const { key, body } of bodiesOf(ledger, 'petition')) await batch.add(this.#petitionChange(key, body))
      if (crew === null) await this.#rebuildDossiers(batch, ledger, beside)
      else for await (const changes of crew.of(rangesOf(ledger, 'dossier', threadRows))) await batch.take(changes)
    } finally {
      await crew?.close()
    }
    await batch.finish(to)
    return new Set(observationKinds)
  }

  /** Null: this thread is enough. */
  #crew(seq: Seq): RebuildThreads | null {
    const { threads, root } = this.#parts
    if (threads === null || seq < threads.least) return null
    return new RebuildThreads({ folder: threads.folder, seq, root }, threads.count)
  }

  async #rebuildDossiers(batch: Batch, ledger: LedgerView, beside: Beside): Promise<void> {
    const changes = new DossierChanges({ ...this.#parts, ledger, beside })
    for (const range of rangesOf(ledger, 'dossier', stretch)) await batch.take(changes.in(range))
  }

  /** Only what the observations after `from` are about. Null: that is everything. */
  async #follow(from: Seq, ledger: LedgerView): Promise<ReadonlySet<ObservationKind> | null> {
    const to = ledger.watermark()
    this.#lists = { ledger, unitsOf: new Map() }
    const beside = (this.#known ??= new Beside(ledger))
    beside.moveTo(ledger)
    const touched = new Touched()
    for (let seq = from + 1; seq <= to; seq += pageRows)
      for (const each of said(ledger.touched(seq, pageRows))) this.#touch(each, touched, { from, beside })
    if (touched.isWide) return null
    const batch = new Batch(this.#parts.engine, from, Infinity)
    for (const key of touched.copyUnits) await batch.add(copyChange(key, beside.body('certified-copy-unit', key)))
    for (const code of touched.procedures) await batch.add(...this.#procedureChanges(beside, code))
    for (const code of touched.services)
      await batch.add(this.#serviceChange(beside, kept(service, beside.body('service', code))))
    for (const key of touched.petitions) await batch.add(this.#petitionChange(key, beside.body('petition', key)))
    const dossiers = new DossierChanges({ ...this.#parts, ledger, beside })
    for (const keys of partsOf(touched.dossiers, stretch)) await batch.hold(dossiers.of(keys))
    await batch.finish(to)
    return touched.kinds
  }

  #touch({ kind, key }: Entity, touched: Touched, { from, beside }: { from: Seq; beside: Beside }): void {
    touched.kinds.add(kind)
    switch (kind) {
      case 'dossier':
      case 'sync-receipt':
      case 'rating':
        touched.dossiers.add(key)
        return
      case 'petition':
        touched.petitions.add(key)
        for (const about of beside.relearnPetition(key)) touched.dossiers.add(about)
        return
      case 'procedure':
        if (beside.relearnProcedure(key, from)) touched.isWide = true
        touched.procedures.add(key)
        for (const { code } of beside.services(key)) touched.services.add(code)
        return
      case 'service':
        for (const code of beside.relearnService(key)) touched.procedures.add(code)
        touched.services.add(key)
        return
      case 'certified-copy-unit':
        touched.copyUnits.add(key)
        return
      case 'unit':
        // A ministry has other time limits for its decisions than a province.
        if (this.#parts.ofMinistry(this.#lists.ledger) !== this.#ofMinistry) touched.isWide = true
        this.#touchCommon(touched, beside)
        return
      case 'national-report':
      case 'reported-scorecard':
        return
    }
  }

  /** What is common to all units of a level is to be told anew for those that there are now. */
  #touchCommon(touched: Touched, beside: Beside): void {
    for (const { code, commonTo } of beside.procedures()) {
      if (commonTo === undefined) continue
      touched.procedures.add(code)
      for (const offered of beside.services(code)) touched.services.add(offered.code)
    }
  }

  #petitionChange(key: string, body: unknown): Change {
    return { table: 'petition', key, facts: petitionFacts(kept(petition, body), this.#parts) }
  }

  #procedureChanges(beside: Beside, code: string): readonly Change[] {
    const own = beside.procedure(code)
    const { calendar, root } = this.#parts
    const [services, commonTo] = [[...beside.services(code)], this.#commonTo(own)]
    const context: ProcedureContext = { calendar, root, ofMinistry: this.#ofMinistry, services, commonTo }
    return [
      { table: 'procedure', key: code, facts: own === null ? [] : procedureFacts(own, context) },
      { table: 'announcement', key: code, facts: own === null ? [] : announcementFacts(own, context) },
    ]
  }

  #serviceChange(beside: Beside, own: Service): Change {
    const offered = beside.procedure(own.procedure)
    const context = {
      root: this.#parts.root,
      authority: offered?.authority ?? null,
      commonTo: this.#commonTo(offered),
    }
    return { table: 'service', key: own.code, facts: serviceFacts(own, context) }
  }

  /** The list of units is read once for all procedures. */
  #commonTo(own: Procedure | null): readonly string[] {
    const level = own?.commonTo
    if (level === undefined) return []
    const { ledger, unitsOf } = this.#lists
    const known = unitsOf.get(level) ?? this.#parts.unitsOf(level, ledger)
    unitsOf.set(level, known)
    return known
  }
}

function copyChange(key: string, body: unknown): Change {
  return { table: 'certified-copy-unit', key, facts: [certifiedCopyFact(kept(certifiedCopyUnit, body))] }
}

function* partsOf(keys: Iterable<string>, count: number): Generator<readonly string[]> {
  const all = [...keys]
  for (let from = 0; from < all.length; from += count) yield all.slice(from, from + count)
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
  readonly #engine: ProjectionParts['engine']
  readonly #from: Seq
  /** Changes that wait for each other at most. */
  readonly #most: number
  #changes: Change[] = []
  #packed: PackedChanges[] = []
  #added = 0

  constructor(engine: ProjectionParts['engine'], from: Seq, most: number) {
    this.#engine = engine
    this.#from = from
    this.#most = most
  }

  async add(...changes: readonly Change[]): Promise<void> {
    this.#changes.push(...changes)
    if (++this.#added % stretch === 0) await turn()
    if (this.#changes.length >= this.#most) await this.#send(this.#from)
  }

  /** Those of a range of dossiers, together. */
  async take(changes: PackedChanges): Promise<void> {
    await turn()
    await this.#engine.apply({ from: this.#from, to: this.#from, changes: [], packed: [changes] })
  }

  /** Some dossiers, on their way with the others. */
  async hold(changes: PackedChanges): Promise<void> {
    this.#packed.push(changes)
    await turn()
  }

  finish(to: Seq): Promise<void> {
    return this.#send(to)
  }

  async #send(to: Seq): Promise<void> {
    const [changes, all] = [this.#changes, this.#packed]
    this.#changes = []
    this.#packed = []
    await this.#engine.apply({ from: this.#from, to, changes, packed: all })
  }
}

/** Observations from which on threads save more than they take to start. */
const worthThreads = 30_000
/** Observations from which on it is faster to make everything anew than to follow. */
const worthAnew = 100_000
/** Observations that an engine takes in within some 40 ms. */
const together = 20_000

type Followed = Pick<Holdings, 'folder' | 'ledger' | 'calendar'>

/** The projection of an installation for a unit, which whoever counts works out once: a ledger of the past may not name it yet. */
export function projectionOf(
  { ledger, calendar, folder }: Followed,
  engine: ProjectionParts['engine'],
  root: string,
): Projection {
  return new Projection({
    ledger,
    calendar,
    engine,
    root,
    ofMinistry: (then) => isMinistry({ calendar, ledger: then }, root),
    unitsOf: codesOf,
    threads: { folder, count: rebuildThreadCount, least: worthThreads },
    far: worthAnew,
    step: together,
  })
}
