import type { Level } from '../unit/level.ts'

/** A table of published scores of many units, from the portal's answers or its Excel sheets. */
export type PortalTable = {
  /** As stated in the file, or null. */
  readonly period: string | null
  readonly units: readonly PortalUnit[]
}

export type PortalUnit = {
  readonly code: string | null
  readonly name: string | null
  /** Points by portal group code; null where the portal shows none. */
  readonly groups: Readonly<Record<string, number | null>>
  readonly total: number | null
  readonly rank: number | null
  /** Sheet or list of the file in which the unit stands: ranks are only comparable inside one. */
  readonly list?: string
  readonly level?: Level
  /** The rating printed beside the unit ("Tốt"), where there is one. */
  readonly band?: string
  readonly indicators?: readonly PortalIndicator[]
}

/** One metric of the new service: counts and the points the portal gave. `id` is null for an unknown code. */
export type PortalIndicator = {
  readonly id: string | null
  readonly code: string
  readonly part: number | null
  readonly whole: number | null
  readonly points: number | null
  readonly max: number | null
}
