import { createReadStream, existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { failed, refused, type Result } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import type { IntakeFile } from '../intake/file.ts'
import { type Guess, type Mapping, mappingOf, parseMapping } from '../intake/list/mapping.ts'
import { type Recognised, recogniseFile } from '../intake/recognise.ts'
import { readJsonFile, writeBytes } from './files.ts'

/** A file on disk as intake takes it. */
export function fileAt(path: string): IntakeFile {
  return { name: basename(path), bytes: () => createReadStream(path, { highWaterMark: 1 << 20 }) }
}

function mappingPath(folder: string, source: string): string {
  return join(folder, 'mappings', `${source}.json`)
}

/** The mapping of columns that was confirmed for a source; undefined when none was. */
export async function savedMapping(folder: string, source: string): Promise<Result<Mapping | undefined>> {
  const path = mappingPath(folder, source)
  if (!existsSync(path)) return { ok: true, value: undefined }
  const json = await readJsonFile(path, limits.textFileBytes)
  return json.ok ? parseMapping(json.value, path) : json
}

/** What a file is found to be; of a list of dossiers its columns, and which field each is taken for. */
export type FileKind = {
  readonly adapter: Recognised['adapter']
  readonly headers: readonly string[]
  readonly guesses: readonly Guess[]
}

/** Failures: those of recognising. A table that was published is none of these: data-not-recognised. */
export async function fileKind(path: string, confirmed: Mapping | undefined): Promise<Result<FileKind>> {
  try {
    const found = await recogniseFile(fileAt(path), confirmed === undefined ? {} : { list: confirmed })
    const { adapter } = found
    if (found.adapter !== 'list') return { ok: true, value: { adapter, headers: [], guesses: [] } }
    const headers = found.heading.cells.filter((cell) => cell !== '')
    return { ok: true, value: { adapter, headers, guesses: found.guesses } }
  } catch (error) {
    return refused(error, path)
  }
}

export type GuessedMapping = { readonly guesses: readonly Guess[]; readonly mapping: Mapping | null }

/** How the columns of a list of dossiers would be read. Failures: file-not-found, list-expected, those of recognising. */
export async function guessFileMapping(path: string): Promise<Result<GuessedMapping>> {
  if (!existsSync(path)) return failed('file-not-found', {}, { file: path })
  try {
    const found = await recogniseFile(fileAt(path))
    if (found.adapter !== 'list') return failed('list-expected', {}, { file: path })
    return { ok: true, value: { guesses: found.guesses, mapping: mappingOf(found.guesses) } }
  } catch (error) {
    return refused(error, path)
  }
}

/** Confirms a mapping for a source: every later list of that source is read by it. */
export function saveMapping(folder: string, source: string, mapping: Mapping): Promise<Result<string>> {
  const text = `${JSON.stringify(mapping, null, 2)}\n`
  return writeBytes(mappingPath(folder, source), new TextEncoder().encode(text))
}
