import { Output, type WrittenFile } from './output.ts'
import { provinceCode } from './province.ts'

/** Dossiers of one envelope at most: a source that sends more splits them. */
export const envelopeRows = 50_000

/** The dossiers of one month, as sync envelopes of bounded size, or as lines. */
export class DossierFiles {
  readonly #folder: string
  readonly #name: string
  readonly #isLines: boolean
  readonly #parts: number
  readonly #isUpdating: boolean
  readonly #written: WrittenFile[] = []
  #output: Output | null = null

  constructor(folder: string, name: string, options: { rows: number; isLines: boolean; isUpdating?: boolean }) {
    this.#folder = folder
    this.#name = name
    this.#isLines = options.isLines
    this.#isUpdating = options.isUpdating === true
    this.#parts = options.isLines ? 1 : Math.ceil(options.rows / envelopeRows)
  }

  async row(json: string): Promise<void> {
    const output = this.#output ?? (await this.#open())
    if (this.#isLines) output.row(`${json}\n`)
    else output.row(`${output.rows === 0 ? '\n' : ',\n'}${json}`)
    await output.flush()
    if (!this.#isLines && output.rows === envelopeRows) await this.#end()
  }

  async close(): Promise<readonly WrittenFile[]> {
    await this.#end()
    return this.#written
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#output?.[Symbol.asyncDispose]()
  }

  async #open(): Promise<Output> {
    const part = this.#parts > 1 ? `-${String(this.#written.length + 1).padStart(2, '0')}` : ''
    const name = `${this.#name}${part}.${this.#isLines ? 'ndjson' : 'json'}`
    this.#output = await Output.create(this.#folder, name)
    const isUpdating = this.#isUpdating ? 'True' : 'False'
    if (!this.#isLines)
      this.#output.put(`{"madonvi":"${provinceCode}","service":"DongBoHoSoMC","isUpdating":"${isUpdating}","data":[`)
    return this.#output
  }

  async #end(): Promise<void> {
    if (this.#output === null) return
    if (!this.#isLines) this.#output.put('\n]}\n')
    this.#written.push(await this.#output.close())
    this.#output = null
  }
}
