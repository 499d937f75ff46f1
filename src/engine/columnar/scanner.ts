import { lookup } from './beside.ts'
import { Best } from './best.ts'
import { type Loop, Loops, type LoopTask } from './compile.ts'
import type { CountJob, Done, Job, ListJob, News, PairsJob, SpreadJob } from './job.ts'
import { KeyReader } from './key-code.ts'
import { zoneWidth } from './layout.ts'
import type { SegmentState } from './rows.ts'
import { type Segment, segmentOf } from './segment.ts'
import { Tally } from './tally.ts'
import { UnitOrders } from './unit-order.ts'
import { writeSnapshot } from './snapshot-file.ts'
import { isLoose, tighten } from './zones.ts'

const nothing = new Int32Array()
/** Of the whole thread: a loop holds nothing of any engine. */
const loops = new Loops()

type ScanJob = CountJob | PairsJob | ListJob | SpreadJob

/** Does jobs on the segments it was told of: in a thread of its own, or in the caller's. */
export class Scanner {
  readonly #segments = new Map<number, Segment>()
  readonly #orders = new UnitOrders()
  #picked = nothing

  learn({ added, gone }: News): void {
    for (const id of gone) {
      this.#segments.delete(id)
      this.#orders.drop(id)
    }
    for (const shape of added) this.#segments.set(shape.id, segmentOf(shape))
  }

  get bytes(): number {
    return this.#orders.bytes + this.#picked.byteLength
  }

  run(job: Job): Done {
    switch (job.kind) {
      case 'count': {
        const counts = new Int32Array(job.counts)
        this.#scan(job, counts)
        return { kind: 'count', counts }
      }
      case 'pairs':
        return this.#pairs(job)
      case 'list':
        return this.#list(job)
      case 'spread':
        return this.#spread(job)
      case 'save':
        writeSnapshot(job.file, job.header, job.buffers)
        return { kind: 'save' }
    }
  }

  #states(job: ScanJob): readonly SegmentState[] {
    return job.segments.map(({ id, rows, moves }) => {
      const segment = this.#segments.get(id)
      if (segment === undefined) throw new Error(`segment ${id} was never heard of`)
      return { segment, rows, moves }
    })
  }

  #scan(job: ScanJob, out: Int32Array): void {
    const task = taskOf(job)
    for (const state of this.#states(job)) this.#segment(job, task, state, (run) => run(out))
  }

  /** Calls `use` with a function that runs the loop over the rows in question; it answers how many the loop found. */
  #segment(job: ScanJob, task: LoopTask, state: SegmentState, use: (run: (out: Int32Array) => number) => void): void {
    const { segment } = state
    const loop = loops.get(segment.layout.kind === 'alone' ? job.alone : job.among)
    if (job.units !== null) {
      const picked = this.#pickedRoom(segment.layout.rows)
      const found = this.#orders.pick(state, job.units, job.mask, picked)
      if (found > 0) use((out) => loop.run(segment, task, 0, found, picked, out))
      return
    }
    for (const [from, to] of possibleRows(state, loop, task))
      use((out) => loop.run(segment, task, from, to, nothing, out))
  }

  #pickedRoom(rows: number): Int32Array {
    if (this.#picked.length < rows) this.#picked = new Int32Array(rows)
    return this.#picked
  }

  #pairs(job: PairsJob): Done {
    const bits = new Int32Array(new SharedArrayBuffer(job.lineCount * job.lineWords * job.wheres * 4))
    this.#scan(job, bits)
    return { kind: 'pairs', bits }
  }

  #spread(job: SpreadJob): Done {
    const tally = new Tally()
    this.#found(job, ({ procedure, amounts }, room, found) => {
      const own = amounts[job.amount]
      if (own === undefined) throw new Error(`no amount ${job.amount} in this table`)
      for (let place = 0; place < found; place++) {
        const row = room[place] ?? 0
        tally.add(procedure[row] ?? 0, own[row] ?? 0)
      }
    })
    return { kind: 'spread', triples: tally.triples() }
  }

  /** Calls `use` with the rows that the loop selects, so many of `room`. */
  #found(job: ScanJob, use: (segment: Segment, room: Int32Array, found: number) => void): void {
    const task = taskOf(job)
    let room = nothing
    for (const state of this.#states(job)) {
      const { segment } = state
      if (room.length < segment.layout.rows) room = new Int32Array(segment.layout.rows)
      this.#segment(job, task, state, (run) => use(segment, room, run(room)))
    }
  }

  #list(job: ListJob): Done {
    const keys = new KeyReader(job.keys)
    const { order, offset, limit } = job
    type Found = { readonly segment: Segment; readonly row: number; readonly rank: number }
    const best = new Best<Found>(
      offset + limit,
      (a, b) =>
        a.rank - b.rank ||
        keys.compare(
          a.segment.high[a.row] ?? 0,
          a.segment.low[a.row] ?? 0,
          b.segment.high[b.row] ?? 0,
          b.segment.low[b.row] ?? 0,
        ),
    )
    let total = 0
    this.#found(job, (segment, room, found) => {
      const ranks = order === null ? undefined : segment.times[order]
      total += found
      for (let place = 0; place < found; place++) {
        const row = room[place] ?? 0
        best.offer({ segment, row, rank: ranks?.[row] ?? 0 })
      }
    })
    const places = best.inOrder().slice(offset, offset + limit)
    return { kind: 'list', total, places: places.map(({ segment, row }) => ({ id: segment.id, row })) }
  }
}

function taskOf(job: ScanJob): LoopTask {
  const { beforePeriod, moment, asOf, mask, onlyProcedure } = job
  const { lines, columns, lineWords } = job.kind === 'pairs' ? job : { lines: nothing, columns: nothing, lineWords: 0 }
  const somes = job.beside.map(lookup)
  return { beforePeriod, moment, asOf, mask, only: onlyProcedure, somes, lines, columns, lineWords }
}

/** Runs of rows whose blocks may hold something that counts. */
function possibleRows(
  { segment, rows }: SegmentState,
  loop: Loop,
  task: LoopTask,
): readonly (readonly [number, number])[] {
  const { layout, zones } = segment
  const { beforePeriod, moment, asOf } = task
  const width = zoneWidth(layout)
  const runs: [number, number][] = []
  for (let first = 0, block = 0; first < rows; first += layout.blockRows, block++) {
    if (!loop.possible(zones, block * width, beforePeriod, moment, asOf)) continue
    if (isLoose(segment, block)) {
      tighten(segment, block, rows)
      if (!loop.possible(zones, block * width, beforePeriod, moment, asOf)) continue
    }
    const end = Math.min(first + layout.blockRows, rows)
    const last = runs.at(-1)
    if (last !== undefined && last[1] === first) last[1] = end
    else runs.push([first, end])
  }
  return runs
}
