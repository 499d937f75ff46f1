import { received } from './dossiers.ts'
import type { CountedMeasure } from './measure.ts'
import { and, flag, named, not, type Predicate, standing } from './predicate.ts'

/** Measures of online services (dịch vụ công trực tuyến). */

const isOnline: Predicate<'service'> = named(
  'dịch vụ một phần hoặc toàn trình, không đóng',
  'partly or fully online, not closed',
  and(flag('isOnline'), not(flag('isClosed'))),
)
const usedOnline: Predicate<'service'> = named('có hồ sơ trực tuyến trong kỳ', 'with an online dossier in the period', {
  op: 'some',
  table: 'dossier',
  of: and(standing, received, flag('online')),
})

export const serviceMeasures: readonly CountedMeasure[] = [
  {
    kind: 'counted',
    id: 'services-online',
    table: 'service',
    where: isOnline,
    words: { vi: 'dịch vụ công trực tuyến', en: 'online services' },
    over: 'list',
    source: '3.2',
  },
  {
    kind: 'counted',
    id: 'services-with-online-dossier',
    table: 'service',
    where: and(isOnline, usedOnline),
    words: { vi: 'dịch vụ công trực tuyến có phát sinh hồ sơ', en: 'online services with online dossiers' },
    over: 'state',
    source: '3.2',
  },
]
