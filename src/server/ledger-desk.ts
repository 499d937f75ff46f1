import type { Result } from '../core/failure.ts'
import type { SealedObservation } from '../core/observation/observation.ts'
import type { Receipt } from '../ledger/append.ts'
import type { WritableInstallation } from '../office/installation.ts'
import { KnownUnits } from '../office/known-units.ts'
import { Reception, type Sent } from '../office/reception.ts'
import type { By, Desk, DeskListener, Ingested } from './desk.ts'
import { ingest } from './ingest.ts'
import { Lane } from './lane.ts'
import { bringingOf, unitScope } from './unit-scope.ts'

/** The desk of whoever has the ledger: reads rows and writes them, in the thread that calls it. */
export class LedgerDesk implements Desk {
  readonly #installation: WritableInstallation
  readonly #lane: Lane
  readonly #reception: Reception
  /** Of its own ledger: what a source has just been given a receipt for counts for the next row. */
  readonly #units: KnownUnits
  #isTaking = true
  #listener: DeskListener | null = null

  constructor(installation: WritableInstallation) {
    this.#installation = installation
    this.#units = new KnownUnits(installation)
    this.#lane = new Lane(installation.ledger, (written) => {
      if (written.isOfUnits) {
        this.#units.forget()
        this.#reception.forgetUnits()
      }
      this.#listener?.onWritten(written)
    })
    this.#reception = new Reception(installation, (code) => this.#lane.waiting(code))
  }

  get batchRows(): number {
    return this.#lane.batchRows
  }

  get waitingRows(): number {
    return this.#lane.waitingRows
  }

  get isTaking(): boolean {
    return this.#isTaking
  }

  listen(listener: DeskListener): void {
    this.#listener = listener
  }

  take(sent: Sent, by: By): Promise<Ingested> {
    const scope = unitScope(this.#units, () => sent.now)
    const bringing = bringingOf(scope, by.unit)
    const { ledger } = this.#installation
    return ingest({ lane: this.#lane, reception: this.#reception, ledger, bringing }, sent, by.language)
  }

  append(observations: readonly SealedObservation[]): Promise<Result<readonly Receipt[]>> {
    return this.#lane.append(observations)
  }

  stop(): Promise<void> {
    this.#isTaking = false
    this.#lane.close()
    return Promise.resolve()
  }

  async close(): Promise<void> {
    await this.stop()
    this.#installation.ledger.close()
  }
}
