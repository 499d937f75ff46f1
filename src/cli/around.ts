import { Command } from 'commander'
import { type FolderAccess, openFolderAccess } from '../office/access.ts'
import { openInstallation, type WritableInstallation } from '../office/installation.ts'
import type { Instant } from '../core/time/instant.ts'
import type { Result } from '../core/failure.ts'

/** What the program gets from the world, read in main.ts only. */
export type Around = {
  readonly clock: () => Instant
  /** The data folder where none is named. */
  readonly dataFolder: string
  readonly environment: Readonly<Record<string, string | undefined>>
}

/** A command that works on a data folder. */
export function folderCommand(name: string, around: Around): Command {
  return new Command(name).option('--data <folder>', 'thư mục dữ liệu / data folder', around.dataFolder)
}

/** Opens the folder for as long as `use` takes. */
export async function withInstallation<T>(
  folder: string,
  { clock }: Around,
  use: (installation: WritableInstallation) => Result<T> | Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = openInstallation(folder, clock)
  if (!opened.ok) return opened
  try {
    return await use(opened.value)
  } finally {
    opened.value.ledger.close()
  }
}

/** Opens the accounts of the folder for as long as `use` takes; a server may have them open as well. */
export async function withAccess<T>(
  folder: string,
  { clock }: Around,
  use: (opened: FolderAccess) => Result<T> | Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = openFolderAccess(folder, clock)
  if (!opened.ok) return opened
  try {
    return await use(opened.value)
  } finally {
    opened.value.access.close()
  }
}
