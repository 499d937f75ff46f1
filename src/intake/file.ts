import type { Progress } from './item.ts'

/** A file as the office hands it over: it can be opened more than once, to recognise it and then to read it. */
export type IntakeFile = {
  /** For places and for the ending; never a path that shows more. */
  readonly name: string
  readonly bytes: () => AsyncIterable<Uint8Array>
}

/** The first bytes, no more than are needed to tell what a file is. */
export async function headOf(file: IntakeFile, length: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of file.bytes()) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= length) break
  }
  return Buffer.concat(chunks).subarray(0, length)
}

/** The bytes of the file, counted as they are taken. */
export async function* countedBytes(file: IntakeFile, progress: Progress): AsyncGenerator<Uint8Array> {
  for await (const chunk of file.bytes()) {
    progress.bytes += chunk.length
    yield chunk
  }
}
