import type { Period } from '../period/period.ts'
import type { Level } from '../unit/level.ts'

/** A table of published scores of many units, from the portal's answers or its Excel sheets. */
export type PortalTable = {
  /** As stated in the file, or null. */
  readonly period: string | null
  /** Which service's fields the file has. The two score by different versions of the set. */
  readonly service: PortalService
  readonly units: readonly PortalUnit[]
  /** The portal's own row for the country, where the file has one. */
  readonly national?: PortalNational
}

/** old: to 2025; new: from 2026; unknown: fields of neither, or of both. */
export const portalServices = ['old', 'new', 'unknown'] as const
export type PortalService = (typeof portalServices)[number]

export type PortalUnit = {
  readonly code: string | null
  readonly name: string | null
  /** Points by portal group code; null where the portal shows none. */
  readonly groups: Readonly<Record<string, number | null>>
  readonly total: number | null
  readonly rank: number | null
  /** Where a row states one of its own. */
  readonly period?: Period
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
  /** What is printed where a count should stand but none can be read; that count is null. */
  readonly unreadable?: { readonly part?: string; readonly whole?: string }
  /** part ÷ whole as printed: a fraction or percent. */
  readonly ratio?: number
  readonly points: number | null
  readonly max: number | null
}

/** Points by group code, or by the name of groups shown as one. */
export type PortalNational = {
  readonly groups: Readonly<Record<string, number | null>>
  readonly total: number | null
}

/** Groups that the portal's national row shows as one: the law's third group. */
export const joinedGroups: Readonly<Record<string, readonly string[]>> = { online: ['CLGQ', 'TTTT'] }
