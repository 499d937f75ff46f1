import type { MonthlyTable } from '../core/table/monthly-table.ts'
import type { PortalTable } from '../core/table/portal-table.ts'

/** What a published file was found to hold. */
export type Published =
  | { readonly kind: 'monthly'; readonly table: MonthlyTable }
  | { readonly kind: 'portal'; readonly table: PortalTable }
