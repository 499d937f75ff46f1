import { once } from 'node:events'
import { createWriteStream, readdirSync, statSync } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { finished } from 'node:stream/promises'
import { type Dossier, dossier } from '../core/dossier/dossier.ts'
import type { Failure, Result } from '../core/failure.ts'
import { failure } from '../core/failure.ts'
import type { SealedObservation } from '../core/observation/observation.ts'
import type { Period } from '../core/period/period.ts'
import { fold } from '../core/text/fold.ts'
import type { Instant } from '../core/time/instant.ts'
import type { PlainDate } from '../core/time/plain-date.ts'
import type { IntakeContext } from '../intake/context.ts'
import { Progress, type Quarantined } from '../intake/item.ts'
import { keyedHash } from '../intake/keyed-hash.ts'
import { quarantineCsv } from '../intake/quarantine-sheet.ts'
import type { Confirmed } from '../intake/recognise.ts'
import type { Receipt } from '../ledger/append.ts'
import { ReadingThreads } from '../intake/sync/reading-threads.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { itemsIn } from './file-items.ts'
import { type Bringing, mayBring, notBrought } from './bringing.ts'
import type { Installation } from './installation.ts'
import { dossierIn } from './records.ts'
import { unitNames } from './units.ts'

export type ImportOptions = {
  readonly source: string
  readonly confirmed: Confirmed
  /** For files of sums that do not say them. */
  readonly unit: string | null
  readonly period: Period | null
  /** The day on which the source showed what a published table says. */
  readonly capturedAt?: PlainDate
  readonly now: Instant
  /** See IntakeContext. */
  readonly listedAt?: Instant | null
  /** Told after every batch. */
  readonly onProgress: (progress: ImportProgress) => void
  /** How a batch gets into the ledger. */
  readonly lane: ImportLane
  /** Of whoever may not bring everything. */
  readonly bringing?: Bringing
  /** Where the sheets of quarantined rows go; `quarantine` in the data folder by default. */
  readonly sheets?: string
}

/** A way into the ledger. One that is shared with others takes small batches, each waiting for its turn. */
export type ImportLane = {
  readonly batchRows: number
  append(observations: readonly SealedObservation[]): Promise<Result<readonly Receipt[]>>
}

/** Straight into a ledger that nobody else writes to: at once, and nothing else is done meanwhile. */
export function straightInto(ledger: Pick<Ledger, 'append'>): ImportLane {
  return { batchRows, append: (batch) => Promise.resolve(ledger.append(batch)) }
}

export type ImportProgress = {
  readonly file: string
  readonly bytes: number
  readonly size: number
  readonly rows: number
}

/** What became of the rows of one file. `read` counts good and bad rows; conflicts are kept apart by the ledger. */
export type FileSummary = {
  readonly file: string
  readonly read: number
  readonly new: number
  readonly changed: number
  readonly same: number
  readonly conflicts: number
  readonly quarantined: number
  /** The sheet of the quarantined rows, when there are any. */
  readonly sheet: string | null
  /** Why the file could not be read (further), or was not taken; what is counted above went in all the same. */
  readonly failures: readonly Failure[]
}

/** Beside the thread that writes. More than three bring nothing: the writer is busy by then. */
const threadCount = Math.min(3, Math.max(1, availableParallelism() - 1))

/** Rows a transaction: enough to make the sync cheap, few enough to lose little time when killed. */
const batchRows = 2_500

const dataFiles = /\.(?:csv|xlsx|json|ndjson|jsonl|docx|pdf)$/i

/**
 * The files of a folder in the order in which they tell most: units first, since other files may name units, then tables,
 * then dossiers. `truth.json` of a sample is no data.
 */
export function filesIn(path: string): readonly string[] {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path]
  const place = (name: string) => (/^(?:don-vi|units)\b/i.test(name) ? 0 : /json/i.test(name) ? 2 : 1)
  return readdirSync(path)
    .filter((name) => dataFiles.test(name) && name !== 'truth.json')
    .toSorted((a, b) => place(a) - place(b) || a.localeCompare(b))
    .map((name) => join(path, name))
}

/**
 * Reads files into the ledger, one after the other: good rows go in, bad ones to quarantine. Killed at any moment and
 * run again, it leaves every row in the ledger once.
 */
export async function importFiles(
  installation: Installation,
  paths: readonly string[],
  options: ImportOptions,
): Promise<readonly FileSummary[]> {
  const { source, now } = options
  const threads = new ReadingThreads({ source, now, key: installation.personKey }, threadCount)
  try {
    const summaries: FileSummary[] = []
    for (const path of paths) summaries.push(await importFile(installation, path, options, threads))
    return summaries
  } finally {
    await threads.close()
  }
}

async function importFile(
  installation: Installation,
  path: string,
  options: ImportOptions,
  threads: ReadingThreads,
): Promise<FileSummary> {
  const name = basename(path)
  const size = await stat(path).then(
    (found) => found.size,
    () => null,
  )
  if (size === null)
    return new Tally(name, installation, options).fail(failure('file-not-found', {}, { file: path })).summary(0)
  const tally = new Tally(name, installation, options)
  const progress = new Progress()
  const context = contextOf(installation, tally, options, threads)
  const { bringing } = options
  const before = { ledger: installation.ledger, knownDossier: context.knownDossier }
  for await (const item of itemsIn(path, installation, { context, progress, ...options })) {
    if (item.kind === 'observation' && bringing !== undefined && !mayBring(before, bringing, item.observation))
      await tally.quarantine(notBrought(name, progress.rows, bringing))
    else if (item.kind === 'observation') tally.take(item.observation)
    else if (item.kind === 'quarantined') await tally.quarantine(item.row)
    else tally.fail(item.failure)
    if (tally.isFull) {
      if (!(await tally.flush())) break
      options.onProgress({ file: name, bytes: progress.bytes, size, rows: progress.rows })
    }
  }
  await tally.flush()
  await tally.close()
  options.onProgress({ file: name, bytes: progress.bytes, size, rows: progress.rows })
  return tally.summary(progress.rows)
}

function contextOf(
  { personKey, ledger }: Installation,
  tally: Tally,
  options: ImportOptions,
  threads: ReadingThreads,
): IntakeContext {
  const names = unitNames(ledger)
  threads.know(names)
  return {
    source: options.source,
    hash: keyedHash(personKey),
    unitNamed: (name) => names.get(fold(name)),
    threads,
    knownDossier: (code) => tally.waiting(code) ?? dossierIn(ledger, code),
    unit: options.unit,
    period: options.period,
    now: options.now,
    listedAt: options.listedAt ?? null,
  }
}

/** Counts, batches and quarantine of one file. */
class Tally {
  readonly #name: string
  readonly #counts = { new: 0, changed: 0, same: 0, conflicts: 0, quarantined: 0 }
  readonly #failures: Failure[] = []
  readonly #lane: ImportLane
  readonly #sheets: string
  #batch: SealedObservation[] = []
  #dossiers = new Map<string, SealedObservation>()
  #sheet: Sheet | null = null

  constructor(name: string, { folder }: Installation, { lane, sheets }: ImportOptions) {
    this.#name = name
    this.#lane = lane
    this.#sheets = sheets ?? join(folder, 'quarantine')
  }

  get isFull(): boolean {
    return this.#batch.length >= this.#lane.batchRows
  }

  take(observation: SealedObservation): void {
    this.#batch.push(observation)
    if (observation.kind === 'dossier') this.#dossiers.set(observation.key, observation)
  }

  /** A dossier that was read and is not yet in the ledger. */
  waiting(code: string): Dossier | undefined {
    const observation = this.#dossiers.get(code)
    return observation === undefined ? undefined : dossier.parse(observation.body)
  }

  /** Into the ledger, in one transaction. False when it could not be written: then nothing more should be read. */
  async flush(): Promise<boolean> {
    const appended = this.#batch.length === 0 ? null : await this.#append()
    this.#batch = []
    this.#dossiers = new Map()
    if (appended === null || appended.ok) return true
    this.#failures.push(...appended.failures)
    return false
  }

  async #append(): Promise<Result<unknown>> {
    const receipts = await this.#lane.append(this.#batch)
    if (!receipts.ok) return receipts
    for (const receipt of receipts.value) {
      if (receipt.outcome === 'new') this.#counts[receipt.isFirst ? 'new' : 'changed']++
      else this.#counts[receipt.outcome === 'same' ? 'same' : 'conflicts']++
    }
    return receipts
  }

  async quarantine(row: Quarantined): Promise<void> {
    this.#counts.quarantined++
    this.#sheet ??= await Sheet.open(this.#sheets, this.#name)
    await this.#sheet.write(row)
  }

  fail(reason: Failure): this {
    this.#failures.push(reason)
    return this
  }

  async close(): Promise<void> {
    await this.#sheet?.close()
  }

  summary(read: number): FileSummary {
    return { file: this.#name, read, ...this.#counts, sheet: this.#sheet?.path ?? null, failures: this.#failures }
  }
}

/** The quarantined rows of a file, written as they come. The same file read again gives the same sheet anew. */
class Sheet {
  readonly path: string
  readonly #stream: ReturnType<typeof createWriteStream>

  private constructor(path: string) {
    this.path = path
    this.#stream = createWriteStream(path)
  }

  static async open(folder: string, name: string): Promise<Sheet> {
    const path = join(folder, `${name}.csv`)
    await mkdir(folder, { recursive: true })
    await rm(path, { force: true })
    const sheet = new Sheet(path)
    for (const line of quarantineCsv([])) await sheet.#put(line)
    return sheet
  }

  async write(row: Quarantined): Promise<void> {
    const [, line = ''] = quarantineCsv([row])
    await this.#put(line)
  }

  async #put(text: string): Promise<void> {
    if (!this.#stream.write(text)) await once(this.#stream, 'drain')
  }

  async close(): Promise<void> {
    this.#stream.end()
    await finished(this.#stream)
  }
}
