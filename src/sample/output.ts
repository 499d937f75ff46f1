import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'

const chunkBytes = 500_000

export type WrittenFile = { readonly name: string; readonly rows: number; readonly bytes: number }

/** One file, written in large pieces: what waits in memory is bounded whatever the file grows to. */
export class Output {
  readonly #name: string
  readonly #file: FileHandle
  #buffer = Buffer.allocUnsafe(chunkBytes)
  #waiting = 0
  #bytes = 0
  rows = 0

  private constructor(name: string, file: FileHandle) {
    this.#name = name
    this.#file = file
  }

  static async create(folder: string, name: string): Promise<Output> {
    return new Output(name, await open(join(folder, name), 'w'))
  }

  /** Kept until `flush`, which the caller asks for where it can wait. */
  put(text: string): void {
    const most = this.#waiting + text.length * 3
    if (most > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(most * 2)
      this.#buffer.copy(larger, 0, 0, this.#waiting)
      this.#buffer = larger
    }
    this.#waiting += this.#buffer.write(text, this.#waiting)
  }

  row(text: string): void {
    this.rows++
    this.put(text)
  }

  async flush(): Promise<void> {
    if (this.#waiting > chunkBytes / 2) await this.#write()
  }

  async #write(): Promise<void> {
    // A write may take less than it was given.
    for (let done = 0; done < this.#waiting; ) {
      done += (await this.#file.write(this.#buffer, done, this.#waiting - done)).bytesWritten
    }
    this.#bytes += this.#waiting
    this.#waiting = 0
  }

  async close(): Promise<WrittenFile> {
    await this.#write()
    await this.#file.close()
    return { name: this.#name, rows: this.rows, bytes: this.#bytes }
  }

  /** Lets go of the file after a failure too; closing twice does nothing. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close()
  }
}
