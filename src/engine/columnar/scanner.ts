import { lookup } from './beside.ts'
import { Best } from './best.ts'
import { type Loop, Loops, type LoopTask } from './compile.ts'
import type { CountJob, Done, Job, ListJob, News, SpreadJob } from './job.ts'
import { KeyReader } from './key-code.ts'
import { blocksOf, zoneWidth } from './layout.ts'
import { noPairs, type Pairs } from './pairs.ts'
import type { SegmentState } from './rows.ts'
import { type Segment, segmentOf } from './segment.ts'
import { sharedNumbers } from './shared-numbers.ts'
import { Tally } from './tally.ts'
import { UnitOrders } from './unit-order.ts'
import { writeSnapshot } from './snapshot-file.ts'
import { isLoose, tighten } from './zones.ts'

const nothing = new Int32Array()
/** Of the whole thread: a loop holds nothing of any engine. */
const loops = new Loops()

type ScanJob = CountJob | ListJob | SpreadJob

/** Whole blocks of a segment. */
type Piece = { readonly state: SegmentState; readonly from: number; readonly to: number }
const piecesOfSegment = 4

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

  run(job: Job): Done {
    switch (job.kind) {
      case 'count':
        return this.#count(job)
      case 'list':
        return this.#list(job)
      case 'spread':
        return this.#spread(job)
      case 'save':
        writeSnapshot(job.file, job.header, job.buffers)
        return { kind: 'save' }
    }
  }

  /** The pieces of a scan that no other thread has begun; whole segments where rows are picked. */
  *#pieces(job: ScanJob): Iterable<Piece> {
    const pieces = job.segments.flatMap(({ id, rows, moves }) => {
      const segment = this.#segments.get(id)
      if (segment === undefined) throw new Error(`segment ${id} was never heard of`)
      const state = { segment, rows, moves }
      const { layout } = segment
      const most = job.units === null ? Math.ceil(blocksOf(layout) / piecesOfSegment) * layout.blockRows : layout.rows
      return Array.from({ length: Math.ceil(rows / most) }, (_, place): Piece => {
        const from = place * most
        return { state, from, to: Math.min(from + most, rows) }
      })
    })
    for (let piece = pieces[begun(job)]; piece !== undefined; piece = pieces[begun(job)]) yield piece
  }

  /** Calls `use` with a function that runs the loop over the rows in question; it answers how many the loop found. */
  #run(job: ScanJob, task: LoopTask, piece: Piece, use: (run: (out: Int32Array) => number) => void): void {
    const { segment } = piece.state
    const loop = loops.get(segment.layout.kind === 'alone' ? job.alone : job.among)
    if (job.units !== null) {
      const picked = this.#pickedRoom(segment.layout.rows)
      const found = this.#orders.pick(piece.state, job.units, job.mask, picked)
      if (found > 0) use((out) => loop.run(segment, task, 0, found, picked, out))
      return
    }
    for (const [from, to] of possibleRows(piece, loop, task))
      use((out) => loop.run(segment, task, from, to, nothing, out))
  }

  #pickedRoom(rows: number): Int32Array {
    if (this.#picked.length < rows) this.#picked = new Int32Array(rows)
    return this.#picked
  }

  #count(job: CountJob): Done {
    const counts = new Int32Array(job.counts)
    // Shared: it is sent on to those who look things up in it.
    const bits = sharedNumbers(job.pairs.lineCount * job.pairs.lineWords * job.wheres)
    const task = taskOf(job, job.pairs, bits)
    for (const piece of this.#pieces(job)) this.#run(job, task, piece, (run) => run(counts))
    return { kind: 'count', counts, bits }
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
    const task = taskOf(job, noPairs, nothing)
    let room = nothing
    for (const piece of this.#pieces(job)) {
      const { segment } = piece.state
      if (room.length < segment.layout.rows) room = new Int32Array(segment.layout.rows)
      this.#run(job, task, piece, (run) => use(segment, room, run(room)))
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

function begun({ next }: ScanJob): number {
  return Atomics.add(next, 0, 1)
}

function taskOf(job: ScanJob, pairs: Pairs, bits: Int32Array): LoopTask {
  const { beforePeriod, moment, asOf, mask, onlyProcedure } = job
  return { beforePeriod, moment, asOf, mask, only: onlyProcedure, somes: job.beside.map(lookup), pairs, bits }
}

/** Runs of rows whose blocks may hold something that counts. */
function possibleRows(
  { state: { segment, rows }, from, to }: Piece,
  loop: Loop,
  task: LoopTask,
): readonly (readonly [number, number])[] {
  const { layout, zones } = segment
  const { beforePeriod, moment, asOf } = task
  const width = zoneWidth(layout)
  const runs: [number, number][] = []
  for (let first = from, block = from / layout.blockRows; first < to; first += layout.blockRows, block++) {
    if (!loop.possible(zones, block * width, beforePeriod, moment, asOf)) continue
    if (isLoose(segment, block)) {
      tighten(segment, block, rows)
      if (!loop.possible(zones, block * width, beforePeriod, moment, asOf)) continue
    }
    const end = Math.min(first + layout.blockRows, to)
    const last = runs.at(-1)
    if (last !== undefined && last[1] === first) last[1] = end
    else runs.push([first, end])
  }
  return runs
}
