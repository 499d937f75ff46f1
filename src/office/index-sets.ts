import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { failed, type Result } from '../core/failure.ts'
import type { IndexSet } from '../core/index-set/index-set.ts'
import { type LoadedIndexSet, loadIndexSet } from '../core/index-set/load.ts'
import { limits } from '../core/limits.ts'
import { readBytes } from './files.ts'

const folder = fileURLToPath(new URL('../../index-sets/', import.meta.url))

/** Ids of the index sets that come with chiso: `vn-766/2023`, `vn-766/2026`, `vn-766/note`. */
export function shippedIndexSets(): readonly string[] {
  ids ??= idsInFolder()
  return ids
}

// What comes with the program is read once: reading a set takes longer than answering most questions about it.
let ids: readonly string[] | null = null
const shipped = new Map<string, Promise<Result<LoadedIndexSet>>>()

function idsInFolder(): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(folder + name)
        .filter((file) => file.endsWith('.yaml'))
        .map((file) => `${name}/${file.slice(0, -'.yaml'.length)}`),
    )
    .toSorted()
}

/** A set by the id of a shipped one or by the path of a YAML file. Failures: index-set-unknown, those of load.ts. */
export async function openIndexSet(idOrPath: string): Promise<Result<LoadedIndexSet>> {
  const isFile = /\.ya?ml$/i.test(idOrPath)
  const known = shippedIndexSets()
  if (!isFile && !known.includes(idOrPath))
    return failed('index-set-unknown', { id: idOrPath, known: known.join(', ') })
  if (isFile) return loadedFrom(idOrPath)
  const loaded = shipped.get(idOrPath) ?? loadedFrom(`${folder}${idOrPath}.yaml`)
  shipped.set(idOrPath, loaded)
  return loaded
}

async function loadedFrom(path: string): Promise<Result<LoadedIndexSet>> {
  const bytes = await readBytes(path, limits.textFileBytes)
  return bytes.ok ? loadIndexSet(new TextDecoder().decode(bytes.value), path) : bytes
}

/** Every shipped set. They are checked by the tests, so one that does not load is a broken installation. */
export async function openShippedIndexSets(): Promise<readonly IndexSet[]> {
  const loaded = await Promise.all(shippedIndexSets().map(openIndexSet))
  return loaded.map((item) => {
    if (!item.ok) throw new Error(`shipped index set does not load: ${JSON.stringify(item.failures[0])}`)
    return item.value.indexSet
  })
}
