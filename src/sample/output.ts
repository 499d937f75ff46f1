import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'

const chunkCharacters = 1_000_000

export type WrittenFile = { readonly name: string; readonly rows: number; readonly bytes: number }

/** One file, written in large pieces: what waits in memory is bounded whatever the file grows to. */
export class Output {
  readonly #name: string
  readonly #file: FileHandle
  #waiting: string[] = []
  #characters = 0
  #bytes = 0
  rows = 0

  private constructor(name: string, file: FileHandle) {
    this.#name = name
    this.#file = file
  }

  static async create(folder: string, name: string): Promise<Output> {
    await mkdir(folder, { recursive: true })
    return new Output(name, await open(join(folder, name), 'w'))
  }

  /** Kept until `flush`, which the caller asks for where it can wait. */
  put(text: string): void {
    this.#waiting.push(text)
    this.#characters += text.length
  }

  row(text: string): void {
    this.rows++
    this.put(text)
  }

  async flush(): Promise<void> {
    if (this.#characters >= chunkCharacters) await this.#write()
  }

  async #write(): Promise<void> {
    const bytes = Buffer.from(this.#waiting.join(''))
    this.#waiting = []
    this.#characters = 0
    this.#bytes += bytes.length
    // A write may take less than it was given.
    for (let done = 0; done < bytes.length; ) done += (await this.#file.write(bytes, done)).bytesWritten
  }

  async close(): Promise<WrittenFile> {
    await this.#write()
    await this.#file.close()
    return { name: this.#name, rows: this.rows, bytes: this.#bytes }
  }

  /** After a failure: the file is let go as it is. */
  async abandon(): Promise<void> {
    await this.#file.close()
  }
}
