import type { ObservationKind } from '../../core/observation/observation.ts'
import { masked, shown } from '../mask.ts'

/** Templates without a person are shown as they stand, so that a wrong word can be seen. */
export const show = shown

/** Kinds of which a row may hold what a person wrote or who it was. */
const personal: ReadonlySet<ObservationKind> = new Set(['petition', 'rating', 'sync-receipt'])

export function showOf(kind: ObservationKind): (value: unknown) => string {
  return personal.has(kind) ? masked : shown
}
