import type { Failure } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import type { IntakeContext } from '../intake/context.ts'
import { headOf, type IntakeFile } from '../intake/file.ts'
import type { Item, Progress } from '../intake/item.ts'
import { readFile } from '../intake/read.ts'
import type { Confirmed } from '../intake/recognise.ts'
import type { Installation } from './installation.ts'
import { fileAt } from './mappings.ts'
import { readReports, type ReportsWish } from './reports-in.ts'

type Reading = ReportsWish & {
  readonly context: IntakeContext
  readonly progress: Progress
  readonly confirmed: Confirmed
}

/** What a file holds: rows of data as intake reads them, or else a table that was published. */
export async function* itemsIn(path: string, installation: Installation, reading: Reading): AsyncGenerator<Item> {
  const { context, progress, confirmed } = reading
  const file = fileAt(path)
  if (await mayBeAnswer(file)) {
    const read = await readReports(path, installation, reading)
    if (read.ok) return yield* counted(read.value, progress)
    const known = read.failures.filter(({ code }) => code.startsWith('report-'))
    if (known.length > 0) return yield* known.map(failedItem)
  }
  for await (const item of readFile(file, context, progress, confirmed)) {
    if (item.kind !== 'failed' || item.failure.code !== 'data-not-recognised') {
      yield item
      continue
    }
    const read = await readReports(path, installation, reading)
    if (read.ok) yield* counted(read.value, progress)
    else yield* (isNone(read.failures) ? [item.failure] : read.failures).map(failedItem)
  }
}

/** JSON that names no dossier: answers of the portal have a field `data` too. */
async function mayBeAnswer(file: IntakeFile): Promise<boolean> {
  const head = new TextDecoder().decode(await headOf(file, limits.intakeHeadBytes))
  return /^\s*[[{]/.test(head) && !head.includes('"MaHoSo"')
}

function* counted(items: readonly Item[], progress: Progress): Generator<Item> {
  for (const item of items) {
    progress.rows++
    yield item
  }
}

function failedItem(failure: Failure): Item {
  return { kind: 'failed', failure }
}

/** No published table either: then it is something that nobody here knows. */
function isNone(failures: readonly Failure[]): boolean {
  return failures.some(({ code }) => code === 'table-not-found' || code === 'format-unknown')
}
