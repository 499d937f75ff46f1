import { readdirSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type Disk = {
  readonly freeBytes: number
  readonly totalBytes: number
  /** Of the files that lie directly in the data folder, by name. */
  readonly files: Readonly<Record<string, number>>
}

/** How much room the disk of a data folder has, and what takes it. */
export function diskOf(folder: string): Disk {
  const { bavail, blocks, bsize } = statfsSync(folder)
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  // A log of SQLite may go while the folder is read.
  const sizes = names.map(({ name }) => [name, statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0])
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize, files: Object.fromEntries(sizes) }
}
