import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Result } from '../core/failure.ts'
import type { Instant } from '../core/time/instant.ts'
import { makeSample } from '../sample/sample.ts'
import { filesIn, importFiles, straightInto } from './import.ts'
import { initInstallation, openInstallation, type WritableInstallation } from './installation.ts'

/** What a newcomer is shown: large enough for every unit to have something, made and read in seconds. */
const wish = { dossiers: 20_000, seed: '1' } as const
const unit = 'H99'
const source = 'mau'

export type SampleStep = 'making' | 'importing'

/**
 * Opens the data folder; where there is none yet, makes one and loads the sample province into it, marked as a sample. Broken
 * off half-way, the next call goes on: the same sample is made again, and what was taken in changes nothing.
 */
export async function openOrSample(
  folder: string,
  clock: () => Instant,
  onStep: (step: SampleStep) => void,
): Promise<Result<WritableInstallation>> {
  if (!existsSync(join(folder, 'chiso.json'))) {
    const made = initInstallation(folder, { unit, sample: true }, clock)
    if (!made.ok) return made
  }
  const opened = openInstallation(folder, clock)
  if (!opened.ok || !opened.value.settings.sample) return opened
  const files = join(folder, 'sample')
  if (opened.value.ledger.watermark() > 0 && !existsSync(files)) return opened
  await mkdir(files, { recursive: true })
  onStep('making')
  await makeSample({ ...wish, out: files })
  onStep('importing')
  const options = { source, confirmed: {}, unit: null, period: null, now: clock(), onProgress: () => undefined }
  await importFiles(opened.value, filesIn(files), { ...options, lane: straightInto(opened.value.ledger) })
  await rm(files, { recursive: true })
  return opened
}
