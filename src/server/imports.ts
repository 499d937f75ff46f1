import { createWriteStream, rmSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { type Failure, failed, failure, type Result } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import type { Period } from '../core/period/period.ts'
import type { Instant, PlainDate } from '../core/time/instant.ts'
import { type FileSummary, importFiles, type ImportLane } from '../office/import.ts'
import type { Bringing } from '../office/bringing.ts'
import type { Installation } from '../office/installation.ts'
import { savedMapping } from '../office/mappings.ts'
import { safeFileName } from './file-name.ts'

export type ImportWish = {
  readonly source: string
  readonly name: string
  readonly unit: string | null
  readonly period: Period | null
  /** Of a published table: the day on which it was captured. */
  readonly capturedAt: PlainDate | null
  /** The unit of whoever sent it: what is neither of it nor of a unit below is not taken. */
  readonly scope: string
}

export type ImportState = 'receiving' | 'waiting' | 'reading' | 'done' | 'failed'

/** One file that was sent, and how far it has come. */
export type Import = ImportWish & {
  readonly id: string
  readonly at: Instant
  state: ImportState
  bytes: number
  size: number
  rows: number
  summary: FileSummary | null
  failures: readonly Failure[]
}

type Parts = {
  readonly installation: Installation
  readonly lane: ImportLane
  readonly bringing: (scope: string) => Bringing | undefined
  readonly clock: () => Instant
  readonly newId: () => string
  readonly onDone: (summary: FileSummary) => void
  readonly onChange: (entry: Import) => void
  readonly onBug: (error: unknown, id: string) => void
}

/**
 * Files that were sent, read one after the other by the same way as observations. They are remembered for as long as the
 * process lives; what they brought is in the ledger, and a file that is sent again doubles nothing.
 */
export class Imports {
  readonly #parts: Parts
  readonly #all = new Map<string, Import>()
  #work: Promise<void> = Promise.resolve()
  #isStopping = false

  /** Files that an earlier process was killed over are thrown away: they hold personal data, and are sent again. */
  constructor(parts: Parts) {
    this.#parts = parts
    rmSync(join(parts.installation.folder, 'uploads'), { recursive: true, force: true })
  }

  get waiting(): number {
    return [...this.#all.values()].filter(({ state }) => state === 'waiting' || state === 'receiving').length
  }

  get(id: string): Import | null {
    return this.#all.get(id) ?? null
  }

  /** The latest first. */
  list(): readonly Import[] {
    return [...this.#all.values()].toReversed()
  }

  /**
   * Puts the bytes on the disk and the file into the queue. Failures: server-stopping, server-busy, file-empty, disk-full,
   * file-unwritable. What `bytes` throws is thrown on, and nothing is left.
   */
  async receive(wish: ImportWish, bytes: AsyncIterable<Uint8Array>): Promise<Result<Import>> {
    if (this.#isStopping) return failed('server-stopping')
    if (this.waiting >= limits.waitingImports) return failed('server-busy', { seconds: 30 })
    const entry = this.#enter(wish)
    try {
      const size = await this.#store(entry, bytes)
      if (!size.ok || size.value === 0) {
        await this.#drop(entry)
        return size.ok ? failed('file-empty', {}, { file: entry.name }) : size
      }
      entry.size = size.value
    } catch (error) {
      await this.#drop(entry)
      throw error
    }
    this.#change(entry, { state: 'waiting' })
    this.#work = this.#work.then(() => this.#read(entry))
    return { ok: true, value: entry }
  }

  /** Where the sheet of an import lies, when it has one. */
  sheetOf({ summary }: Import): string | null {
    return summary?.sheet ?? null
  }

  /** Whatever waits is given up; what is being read ends with its batch. */
  async stop(): Promise<void> {
    this.#isStopping = true
    await this.#work
  }

  #enter(wish: ImportWish): Import {
    const { clock, newId } = this.#parts
    const started = { state: 'receiving', bytes: 0, size: 0, rows: 0, summary: null, failures: [] } as const
    const entry: Import = { ...wish, name: safeFileName(wish.name), id: newId(), at: clock(), ...started }
    this.#all.set(entry.id, entry)
    for (const [id, { state }] of this.#all) {
      if (this.#all.size <= limits.imports) break
      if (state === 'done' || state === 'failed') this.#all.delete(id)
    }
    return entry
  }

  #folder({ id }: Import): string {
    return join(this.#parts.installation.folder, 'uploads', id)
  }

  async #store(entry: Import, bytes: AsyncIterable<Uint8Array>): Promise<Result<number>> {
    let size = 0
    const change = (to: Partial<Import>) => this.#change(entry, to)
    const counted = async function* () {
      for await (const chunk of bytes) {
        size += chunk.length
        change({ size })
        yield chunk
      }
    }
    try {
      await mkdir(this.#folder(entry), { recursive: true, mode: 0o700 })
      await pipeline(counted, createWriteStream(join(this.#folder(entry), entry.name), { mode: 0o600 }))
      return { ok: true, value: size }
    } catch (error) {
      if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error
      if (error.code === 'ENOSPC' || error.code === 'EDQUOT') return failed('disk-full')
      return failed('file-unwritable', { reason: String(error.code) }, { file: entry.name })
    }
  }

  async #drop(entry: Import): Promise<void> {
    this.#all.delete(entry.id)
    this.#change(entry, { state: 'failed' })
    await rm(this.#folder(entry), { recursive: true, force: true })
  }

  async #read(entry: Import): Promise<void> {
    if (this.#isStopping) this.#fail(entry, [failure('server-stopping')])
    else {
      try {
        await this.#take(entry)
      } catch (error) {
        this.#parts.onBug(error, entry.id)
        this.#fail(entry, [failure('internal', { request: entry.id })])
      }
    }
    await rm(this.#folder(entry), { recursive: true, force: true })
  }

  async #take(entry: Import): Promise<void> {
    this.#change(entry, { state: 'reading' })
    const { installation, lane, bringing, clock, onDone } = this.#parts
    const limited = bringing(entry.scope)
    const mapping = await savedMapping(installation.folder, entry.source)
    if (!mapping.ok) return this.#fail(entry, mapping.failures)
    const [summary] = await importFiles(installation, [join(this.#folder(entry), entry.name)], {
      source: entry.source,
      confirmed: mapping.value === undefined ? {} : { list: mapping.value },
      unit: entry.unit,
      period: entry.period,
      now: clock(),
      lane,
      ...(limited !== undefined && { bringing: limited }),
      ...(entry.capturedAt !== null && { capturedAt: entry.capturedAt }),
      sheets: join(installation.folder, 'quarantine', entry.id),
      onProgress: ({ bytes, rows }) => this.#change(entry, { bytes, rows }),
    })
    if (summary === undefined) throw new Error('one file has one summary')
    onDone(summary)
    const { failures } = summary
    this.#change(entry, { summary, failures, state: failures.length > 0 ? 'failed' : 'done' })
  }

  #fail(entry: Import, failures: readonly Failure[]): void {
    this.#change(entry, { state: 'failed', failures })
  }

  #change(entry: Import, to: Partial<Import>): void {
    this.#parts.onChange(Object.assign(entry, to))
  }
}
