import { createHash } from 'node:crypto'
import { createReadStream, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { failed, type Result } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { readJsonFile } from './files.ts'

/** What a backup holds; written last, so a folder without it was broken off. */
export const listName = 'backup.json'
export const ledgerName = 'ledger.sqlite'

/** Names that may stand in it, so that none becomes a way out of the folder. */
const fileName = z
  .string()
  .regex(
    /^(?:ledger\.sqlite|access\.sqlite|audit\.sqlite|chiso\.json|chiso\.server\.yaml|mappings\/[a-z0-9-]{1,63}\.json)$/,
  )

const head = z.hex().length(64)

const shape = z.strictObject({
  format: z.literal(1),
  /** When it was made. */
  at: z.string(),
  /** Where the chains of the ledger ended. */
  ledger: z.strictObject({ seq: z.int(), chain: head, conflicts: z.int(), conflictChain: head }),
  /** Where the audit log ended; null where there were no accounts. */
  audit: z.strictObject({ number: z.int(), chain: head }).nullable(),
  files: z.array(z.strictObject({ name: fileName, bytes: z.int(), sha256: head })),
})
export type BackupList = z.infer<typeof shape>

/** Failures: backup-damaged, file-not-found. */
export async function readList(folder: string): Promise<Result<BackupList>> {
  const file = join(folder, listName)
  const json = await readJsonFile(file, limits.textFileBytes)
  if (!json.ok) return json
  const parsed = shape.safeParse(json.value)
  return parsed.success ? { ok: true, value: parsed.data } : failed('backup-damaged', {}, { file })
}

export async function listed(folder: string, name: string): Promise<BackupList['files'][number]> {
  const path = join(folder, name)
  const sum = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) sum.update(chunk)
  return { name, bytes: statSync(path).size, sha256: sum.digest('hex') }
}

/** Failure: backup-damaged, with the first file that is not what the list says. */
export async function checkFiles(folder: string, { files }: BackupList): Promise<Result<null>> {
  for (const file of files) {
    const found = await listed(folder, file.name).catch(() => null)
    if (found?.bytes !== file.bytes || found.sha256 !== file.sha256)
      return failed('backup-damaged', {}, { file: join(folder, file.name) })
  }
  return { ok: true, value: null }
}

/** Whether a folder may be replaced: it holds a backup. */
export function isBackup(folder: string): boolean {
  try {
    return readFileSync(join(folder, listName)).length > 0
  } catch {
    return false
  }
}
