import type { CountedMeasure } from './measure.ts'
import { and, flag, happened } from './predicate.ts'

/** Measures of the units that certify electronic copies from originals. */

export const copyMeasures: readonly CountedMeasure[] = [
  {
    kind: 'counted',
    id: 'units-due-to-certify-copies',
    table: 'certified-copy-unit',
    where: flag('isDue'),
    words: { vi: 'đơn vị thuộc diện chứng thực bản sao điện tử', en: 'units due to certify electronic copies' },
    over: 'list',
    source: '4.6',
  },
  {
    kind: 'counted',
    id: 'units-certifying-copies',
    table: 'certified-copy-unit',
    where: and(flag('isDue'), flag('provides'), happened('since', 'as-of')),
    words: { vi: 'đơn vị đã cung cấp chứng thực bản sao điện tử', en: 'units that certify electronic copies' },
    over: 'list',
    source: '4.6',
  },
]
