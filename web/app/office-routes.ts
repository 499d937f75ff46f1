import { type ComponentType, lazy } from 'react'
import { pages } from './address.ts'

const handbook = lazy(() => import('../pages/handbook/handbook.tsx'))

/** The pages of the office, that are about how figures are made and kept. */
export const officeRoutes: readonly (readonly [string, ComponentType])[] = [
  [pages.published, lazy(() => import('../pages/published/published.tsx'))],
  [`${pages.published}/doi-chieu`, lazy(() => import('../pages/published/compared.tsx'))],
  [pages.intake, lazy(() => import('../pages/intake/intake.tsx'))],
  [`${pages.intake}/nguon`, lazy(() => import('../pages/intake/sources.tsx'))],
  [`${pages.intake}/loi`, lazy(() => import('../pages/intake/quality.tsx'))],
  [pages.admin, lazy(() => import('../pages/admin/accounts.tsx'))],
  [`${pages.admin}/ma`, lazy(() => import('../pages/admin/tokens.tsx'))],
  [`${pages.admin}/nhat-ky`, lazy(() => import('../pages/admin/audit.tsx'))],
  [`${pages.admin}/he-thong`, lazy(() => import('../pages/admin/system.tsx'))],
  [pages.handbook, handbook],
  [`${pages.handbook}/:indicator`, handbook],
]
