import { readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { failed, type Result } from '../core/failure.ts'
import { isSampleFile } from '../sample/file-names.ts'
import { makeSample, type Sample, type SampleWish } from '../sample/sample.ts'
import { makeFolder, reason } from './files.ts'

export type SampleRequest = SampleWish & { readonly overwrite: boolean }

/**
 * Writes a sample into a folder that is empty, or whose earlier sample may be overwritten: files of two samples side by
 * side would be imported as one. Failures: folder-not-empty, disk-full, file-unwritable.
 */
export async function writeSample({ overwrite, ...wish }: SampleRequest): Promise<Result<Sample>> {
  const place = { file: wish.out }
  try {
    await makeFolder(resolve(wish.out))
    const names = await readdir(wish.out)
    if (!overwrite && names.length > 0) return failed('folder-not-empty', {}, place)
    for (const name of names.filter(isSampleFile)) await rm(join(wish.out, name))
    return { ok: true, value: await makeSample(wish) }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    if (error.code === 'ENOSPC') return failed('disk-full', {}, place)
    return failed('file-unwritable', { reason: reason(error) }, place)
  }
}
