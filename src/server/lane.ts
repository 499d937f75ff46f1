import { type Dossier, dossier } from '../core/dossier/dossier.ts'
import { failed, type Result } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import type { SealedObservation } from '../core/observation/observation.ts'
import { unitsOf } from '../core/observation/units.ts'
import type { Receipt } from '../ledger/append.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Written } from './desk.ts'

type Group = {
  readonly observations: readonly SealedObservation[]
  readonly settle: (receipts: Result<readonly Receipt[]>) => void
}

/** What rows are about of which nobody has been told. */
type Untold = { readonly units: Set<string>; isOfUnits: boolean }

/** Characters of bodies written in one turn. */
const turnCharacters = 4_000_000

/**
 * The one way into the ledger: whatever waits is written together, one transaction and one sync a turn, so that a hundred
 * senders of one row each cost little more than one sender of a hundred. A turn is bounded, since its thread does nothing
 * else meanwhile; between turns the others have theirs. Receipts are given after the sync.
 */
export class Lane {
  readonly batchRows = limits.turnRows
  readonly #ledger: Pick<Ledger, 'append' | 'watermark'>
  readonly #onWritten: (written: Written) => void
  readonly #dossiers = new Map<string, { latest: SealedObservation; waiting: number }>()
  #untold: Untold = { units: new Set(), isOfUnits: false }
  #groups: Group[] = []
  #waitingRows = 0
  #isTurnDue = false
  #isClosed = false

  constructor(ledger: Pick<Ledger, 'append' | 'watermark'>, onWritten: (written: Written) => void) {
    this.#ledger = ledger
    this.#onWritten = onWritten
  }

  get waitingRows(): number {
    return this.#waitingRows
  }

  /** At most `limits.turnRows`, together in one turn. Failures: server-busy, server-stopping, those of the ledger. */
  append(observations: readonly SealedObservation[]): Promise<Result<readonly Receipt[]>> {
    if (observations.length > limits.turnRows) throw new RangeError(`${observations.length} rows at once`)
    if (observations.length === 0) return Promise.resolve({ ok: true, value: [] })
    if (this.#isClosed) return Promise.resolve(failed('server-stopping'))
    if (this.#waitingRows + observations.length > limits.waitingRows)
      return Promise.resolve(failed('server-busy', { seconds: 2 }))
    this.#waitingRows += observations.length
    this.#remember(observations)
    return new Promise((settle) => {
      this.#groups.push({ observations, settle })
      this.#plan()
    })
  }

  /** A dossier that waits to be written. */
  waiting(code: string): Dossier | undefined {
    const found = this.#dossiers.get(code)
    return found === undefined ? undefined : dossier.parse(found.latest.body)
  }

  /** Nothing more is taken; what waits is written. */
  close(): void {
    this.#isClosed = true
    while (this.#groups.length > 0) this.#turn()
  }

  #plan(): void {
    if (this.#isTurnDue) return
    this.#isTurnDue = true
    setImmediate(() => {
      this.#isTurnDue = false
      this.#turn()
      if (this.#groups.length > 0) this.#plan()
    })
  }

  #turn(): void {
    const groups = this.#takeGroups()
    if (groups.length === 0) return
    const observations = groups.flatMap((group) => group.observations)
    const receipts = this.#ledger.append(observations)
    this.#forget(observations)
    this.#waitingRows -= observations.length
    // A row that the ledger does not take must not be the failure of others that happened to stand beside it.
    const isOfOneRow = !receipts.ok && receipts.failures.every(({ code }) => code === 'observation-invalid')
    if (isOfOneRow && groups.length > 1) for (const group of groups) this.#settleAlone(group)
    else this.#settle(groups, observations, receipts)
  }

  #takeGroups(): Group[] {
    let rows = 0
    let characters = 0
    let count = 0
    for (const { observations } of this.#groups) {
      rows += observations.length
      for (const { text } of observations) characters += text.length
      if (count > 0 && (rows > limits.turnRows || characters > turnCharacters)) break
      count++
    }
    return this.#groups.splice(0, count)
  }

  #settleAlone(group: Group): void {
    this.#settle([group], group.observations, this.#ledger.append(group.observations))
  }

  #settle(
    groups: readonly Group[],
    observations: readonly SealedObservation[],
    receipts: Result<readonly Receipt[]>,
  ): void {
    if (receipts.ok) this.#tell(observations, receipts.value)
    // They may have been committed: then they are new to whoever looks, though they are the same when sent again.
    else for (const observation of observations) this.#note(observation)
    let from = 0
    for (const { observations: own, settle } of groups) {
      settle(receipts.ok ? { ok: true, value: receipts.value.slice(from, from + own.length) } : receipts)
      from += own.length
    }
  }

  #tell(observations: readonly SealedObservation[], receipts: readonly Receipt[]): void {
    for (const [index, observation] of observations.entries())
      if (receipts[index]?.outcome === 'new') this.#note(observation)
    const { units, isOfUnits } = this.#untold
    this.#untold = { units: new Set(), isOfUnits: false }
    this.#onWritten({ rows: observations.length, seq: this.#ledger.watermark(), units, isOfUnits })
  }

  /** Failed turns may follow one another, so no more are kept than are told of. */
  #note(observation: SealedObservation): void {
    const { units } = this.#untold
    for (const unit of unitsOf(observation)) if (units.size <= limits.liveUnits) units.add(unit)
    this.#untold.isOfUnits ||= observation.kind === 'unit'
  }

  #remember(observations: readonly SealedObservation[]): void {
    for (const latest of observations) {
      const { kind, key } = latest
      if (kind === 'dossier') this.#dossiers.set(key, { latest, waiting: (this.#dossiers.get(key)?.waiting ?? 0) + 1 })
    }
  }

  #forget(observations: readonly SealedObservation[]): void {
    for (const { kind, key } of observations) {
      const found = kind === 'dossier' ? this.#dossiers.get(key) : undefined
      if (found !== undefined && --found.waiting === 0) this.#dossiers.delete(key)
    }
  }
}
