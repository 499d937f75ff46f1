import { join } from 'node:path'
import { nationalReport } from '../../core/observation/bodies.ts'
import { type ObservationKind, observationKinds } from '../../core/observation/observation.ts'
import type { NationalReports } from '../../core/measure/national-report.ts'
import { type Procedure, procedure } from '../../core/procedure/procedure.ts'
import { type Instant, dateOf, type PlainDate } from '../../core/time/instant.ts'
import { UnitTree } from '../../core/unit/tree.ts'
import type { Unit } from '../../core/unit/unit.ts'
import { type ColumnarEngine, openColumnar, openSnapshot } from '../../engine/columnar/columnar.ts'
import type { Holdings } from '../installation.ts'
import { dropMark, provenanceOf, readMark, writeMark } from './provenance.ts'
import { bodiesOf } from '../records.ts'
import { isMinistry, rootOf, unitsIn } from '../units.ts'
import { ProjectionBeside } from './projection-beside.ts'
import { type Projection, projectionOf } from './projection.ts'

/**
 * An installation that can be asked for numbers: the engine, kept up with the ledger, and the lists that are not counted
 * but looked things up in.
 */
export class Counting {
  readonly installation: Holdings
  readonly engine: ColumnarEngine
  readonly root: string
  readonly #projection: Projection | ProjectionBeside
  #lists: Lists | null = null

  /** `isBeside`: the ledger is followed in a thread of its own. */
  constructor(installation: Holdings, engine: ColumnarEngine, isBeside: boolean) {
    this.installation = installation
    this.engine = engine
    this.root = rootOf(installation)
    this.#projection = isBeside
      ? new ProjectionBeside(installation, engine, this.root)
      : projectionOf(installation, engine, this.root)
  }

  /** Takes in what the ledger has gained. */
  async catchUp(): Promise<void> {
    const kinds = await this.#projection.catchUp()
    if (kinds === null || this.#lists === null) return
    const known = new Set([...this.#lists.known, ...kinds])
    this.#lists = listKinds.some((kind) => kinds.has(kind)) ? null : { ...this.#lists, known }
  }

  /**
   * Writes a snapshot, so that the next start need not read the whole ledger. What fails to be written is made again then.
   * One of the past would stand in the way of the next, one of a part of a rebuild is none.
   */
  async save(): Promise<void> {
    const { folder, ledger, isPast } = this.installation
    if (isPast || !this.engine.isWhole) return
    const seq = this.engine.watermark()
    dropMark(folder)
    await this.engine.save({
      file: snapshotPath(folder),
      of: provenanceOf(ledger, seq, whoseOf(this.installation, this.root)),
    })
    writeMark(folder, seq)
  }

  /** Whoever waits for what is new is told that it ended. */
  stopFollowing(): Promise<void> {
    return this.#projection.close()
  }

  async close(): Promise<void> {
    await this.stopFollowing()
    await this.engine.close()
  }

  /** The units as they are on the day of that moment. */
  unitsAt(asOf: Instant): UnitTree {
    const { trees, units } = this.#current()
    const day = dateOf(asOf)
    const tree = trees.get(day) ?? new UnitTree(units, this.root, day)
    // A day asked about is mostly today; others are not kept for long.
    if (trees.size >= 40) trees.clear()
    trees.set(day, tree)
    return tree
  }

  get reports(): NationalReports {
    const { reports } = this.#current()
    return (code, period) => reports.get(`${code}/${period}`) ?? null
  }

  /** The kinds of list of which something was imported. */
  get known(): ReadonlySet<ObservationKind> {
    return this.#current().known
  }

  /** By code. */
  get procedures(): ReadonlyMap<string, Procedure> {
    return this.#current().procedures
  }

  #current(): Lists {
    this.#lists ??= readLists(this.installation)
    return this.#lists
  }
}

/** What the lists are read from; of the other kinds only that there are some is kept. */
const listKinds: readonly ObservationKind[] = ['unit', 'national-report', 'procedure']

type Lists = {
  readonly procedures: ReadonlyMap<string, Procedure>
  readonly units: readonly Unit[]
  /** Of the days that were asked about. */
  readonly trees: Map<PlainDate, UnitTree>
  readonly reports: ReadonlyMap<string, number>
  readonly known: ReadonlySet<ObservationKind>
}

function readLists(installation: Holdings): Lists {
  const { ledger } = installation
  const reports = [...bodiesOf(ledger, 'national-report')].map(({ body }) => nationalReport.parse(body))
  const procedures = [...bodiesOf(ledger, 'procedure')].map(({ body }) => procedure.parse(body))
  return {
    procedures: new Map(procedures.map((one) => [one.code, one])),
    units: unitsIn(ledger),
    trees: new Map(),
    reports: new Map(reports.map(({ unit: code, period, received }) => [`${code}/${period}`, received])),
    known: new Set(observationKinds.filter((kind) => !bodiesOf(ledger, kind).next().done)),
  }
}

/** What facts depend on besides the ledger's observations of them. */
function whoseOf(installation: Holdings, root: string): string {
  return `${root} ${isMinistry(installation, root) ? 'ministry' : 'province'}`
}

/** Fewer new observations than this are counted again faster than a snapshot of all is written. */
const worthSaving = 2_000

export type CountingOptions = {
  /** Threads that scans are divided between, besides one that follows the ledger; 0: the caller's thread does all, for a command that asks once. */
  readonly workers: number
}

/** The counting of an installation as far as its snapshot goes; `catchUp` does the rest. */
export async function countingOf(installation: Holdings, options: CountingOptions): Promise<Counting> {
  const { folder, ledger } = installation
  const mark = readMark(folder)
  // A snapshot of a later moment holds what was not known yet.
  const isUsable = mark !== null && mark <= ledger.watermark()
  const of = isUsable ? provenanceOf(ledger, mark, whoseOf(installation, rootOf(installation))) : null
  const saved = of === null ? null : await openSnapshot({ file: snapshotPath(folder), of }, options)
  return saved === null ? newCounting(installation, options) : new Counting(installation, saved, options.workers > 0)
}

/** The counting of an installation of which nothing is counted yet. */
export function newCounting(installation: Holdings, options: CountingOptions): Counting {
  return new Counting(installation, openColumnar(options), options.workers > 0)
}

/** Opens the counting of an installation, up to date with its ledger, for a command that asks once. */
export async function openCounting(installation: Holdings): Promise<Counting> {
  const counting = await countingOf(installation, { workers: 0 })
  const before = counting.engine.watermark()
  await counting.catchUp()
  if (counting.engine.watermark() - before >= worthSaving) await counting.save()
  return counting
}

function snapshotPath(folder: string): string {
  return join(folder, 'engine.snapshot')
}
