import type { Words } from '../words.ts'

/** Who may sign in, and what a source of data is. Each role is held for one unit and what is below it. */
export const roles = ['admin', 'analyst', 'leader', 'officer', 'viewer', 'source'] as const
export type Role = (typeof roles)[number]

/** A source is a program with a token; nobody signs in as one. */
export const accountRoles = ['admin', 'analyst', 'leader', 'officer', 'viewer'] as const satisfies readonly Role[]
export type AccountRole = (typeof accountRoles)[number]

export const roleNames: Record<Role, Words> = {
  admin: { vi: 'quản trị', en: 'administrator' },
  analyst: { vi: 'chuyên viên cấp tỉnh', en: 'province analyst' },
  leader: { vi: 'lãnh đạo', en: 'leader' },
  officer: { vi: 'cán bộ đơn vị', en: 'unit officer' },
  viewer: { vi: 'người xem', en: 'viewer' },
  source: { vi: 'nguồn dữ liệu', en: 'source' },
}
