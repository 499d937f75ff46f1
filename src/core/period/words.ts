import type { Words } from '../words.ts'
import type { Period } from './period.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/** As it stands in a sentence: `tháng 10/2026`, `quý 3/2026`, `6 tháng đầu năm 2026`. `period` must be one. */
export function periodWords(period: Period): Words {
  const year = period.slice(0, 4)
  const part = period.slice(5)
  switch (part) {
    case '':
      return { vi: `năm ${year}`, en: `the year ${year}` }
    case '9M':
      return { vi: `9 tháng đầu năm ${year}`, en: `the first nine months of ${year}` }
    case 'H1':
      return { vi: `6 tháng đầu năm ${year}`, en: `the first half of ${year}` }
    case 'H2':
      return { vi: `6 tháng cuối năm ${year}`, en: `the second half of ${year}` }
  }
  const number = Number(part.replace('Q', ''))
  if (part.startsWith('Q')) return { vi: `quý ${number}/${year}`, en: `quarter ${number} of ${year}` }
  return { vi: `tháng ${number}/${year}`, en: `${months[number - 1] ?? number} ${year}` }
}
