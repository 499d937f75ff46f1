import type { SegmentState } from './rows.ts'

/** Rows of a segment by unit, made when first asked for; rows that came later are looked at one by one. */
type Order = {
  readonly moves: number
  readonly rows: number
  /** Row numbers, unit after unit; unit n's begin at `starts[n]`. */
  readonly order: Int32Array
  readonly starts: Int32Array
}

/** Blocks of rows that may come after an order before it is made anew. */
const lateBlocks = 4

export class UnitOrders {
  readonly #orders = new Map<number, Order>()

  drop(id: number): void {
    this.#orders.delete(id)
  }

  /** The rows of these units, in `into`; answers how many. */
  pick(state: SegmentState, units: Int32Array, mask: Uint8Array, into: Int32Array): number {
    const { rows, order, starts } = this.#orderOf(state)
    let found = 0
    for (const unit of units) {
      const end = starts[unit + 1] ?? rows
      for (let place = starts[unit] ?? rows; place < end; place++) into[found++] = order[place] ?? 0
    }
    const { unit } = state.segment
    for (let row = rows; row < state.rows; row++) if (mask[unit[row] ?? 0] === 1) into[found++] = row
    return found
  }

  #orderOf(state: SegmentState): Order {
    const { id, layout } = state.segment
    const known = this.#orders.get(id)
    const isSame = known?.moves === state.moves
    if (known !== undefined && isSame && state.rows - known.rows <= lateBlocks * layout.blockRows) return known
    const made = orderOf(state)
    this.#orders.set(id, made)
    return made
  }
}

function orderOf({ segment: { unit }, rows, moves }: SegmentState): Order {
  let units = 0
  for (let row = 0; row < rows; row++) units = Math.max(units, (unit[row] ?? 0) + 1)
  const starts = new Int32Array(units + 1)
  for (let row = 0; row < rows; row++) {
    const after = (unit[row] ?? 0) + 1
    starts[after] = (starts[after] ?? 0) + 1
  }
  for (let code = 0; code < units; code++) starts[code + 1] = (starts[code + 1] ?? 0) + (starts[code] ?? 0)
  const next = starts.slice()
  const order = new Int32Array(rows)
  for (let row = 0; row < rows; row++) {
    const code = unit[row] ?? 0
    const place = next[code] ?? 0
    order[place] = row
    next[code] = place + 1
  }
  return { moves, rows, order, starts }
}
