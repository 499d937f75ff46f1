import type { Dossier } from '../../core/dossier/dossier.ts'
import type { Instant } from '../../core/time/instant.ts'
import { BadField } from '../bad-field.ts'
import type { Fields } from '../field.ts'
import { lastEvent, required, stepIn } from './dossier.ts'

/** A Tiến độ that comes apart from its dossier: it names the dossier and a step, and nothing a dossier is made of. */
export function isStep(fields: Fields): boolean {
  return fields['ThoiDiemXuLy'] !== undefined && fields['MaTTHC'] === undefined && fields['NgayTiepNhan'] === undefined
}

/**
 * The known dossier with one more step, and with the status of the step when nothing later is known. Dates of the
 * dossier itself (received, settled) stay: a step tells only when a status was reached.
 */
export function withStep(fields: Fields, knownDossier: (code: string) => Dossier | undefined, now: Instant): Dossier {
  const code = required(fields, 'MaHoSo')
  const known = knownDossier(code)
  if (known === undefined) throw new BadField('dossier-unknown', 'MaHoSo', code)
  const step = stepIn(fields)
  const isThere = known.progress.some(({ at, status }) => at === step.at && status === step.status)
  if (isThere) return known
  const isLatest = step.at >= (lastEvent(known, now) ?? step.at)
  return {
    ...known,
    status: isLatest && step.status !== null ? step.status : known.status,
    progress: [...known.progress, step].toSorted((a, b) => a.at - b.at),
  }
}
