import type { Words } from '../words.ts'
import type { Policy } from './schema.ts'

/** Where the points come from, when it is not the rate. */
export const policyWords: Readonly<Record<Policy, Words>> = {
  lost: { vi: 'không phát sinh thì không có điểm', en: 'nothing occurred: no points' },
  full: { vi: 'không phát sinh thì đủ điểm', en: 'nothing occurred: full points' },
  redistribute: {
    vi: 'điểm chia cho các chỉ số khác của nhóm',
    en: 'its points are shared among the rest of the group',
  },
  inherit: { vi: 'lấy điểm của đơn vị cấp trên', en: 'points of the unit above' },
  'not-applicable': { vi: 'không áp dụng ở cấp này', en: 'does not apply at this level' },
}

export function isPolicy(text: string | null | undefined): text is Policy {
  return text != null && Object.hasOwn(policyWords, text)
}
