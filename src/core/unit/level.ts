/** The kinds of unit that are scored, each a cohort of its own. Districts existed until 30 June 2025. */
export const levels = ['province', 'department', 'commune', 'ministry', 'district'] as const
export type Level = (typeof levels)[number]

/** All units of a level, as those that are ranked together. */
export const cohortNames: Record<Level, { readonly vi: string; readonly en: string }> = {
  province: { vi: 'các tỉnh, thành phố', en: 'provinces' },
  department: { vi: 'các sở, ban, ngành', en: 'departments' },
  commune: { vi: 'các xã, phường, đặc khu', en: 'communes' },
  ministry: { vi: 'các bộ, ngành', en: 'ministries' },
  district: { vi: 'các huyện, quận', en: 'districts' },
}

export const levelNames: Record<Level, { readonly vi: string; readonly en: string }> = {
  province: { vi: 'tỉnh, thành phố', en: 'province' },
  department: { vi: 'sở, ban, ngành', en: 'department' },
  commune: { vi: 'xã, phường, đặc khu', en: 'commune' },
  ministry: { vi: 'bộ, ngành', en: 'ministry' },
  district: { vi: 'huyện, quận (đến 30/6/2025)', en: 'district (until 30 June 2025)' },
}
