import type { CountedMeasure } from './measure.ts'
import { and, flag, happened, named, not, type Predicate, standing } from './predicate.ts'

/** Measures of petitions (phản ánh, kiến nghị): each counts once, in the period in which it was received. */

const received: Predicate<'petition'> = named(
  'tiếp nhận trong kỳ',
  'received in the period',
  and(happened('received', 'moment'), not(happened('received', 'before-period'))),
)
const inTime: Predicate<'petition'> = named(
  'xử lý đúng hạn, hoặc còn hạn',
  'handled on time, or within the time limit',
  not(happened('lateFrom', 'moment')),
)

export const petitionMeasures: readonly CountedMeasure[] = [
  {
    kind: 'counted',
    id: 'petitions',
    table: 'petition',
    where: and(standing, received),
    words: { vi: 'phản ánh, kiến nghị tiếp nhận', en: 'petitions received' },
    over: 'event',
    source: '5.2',
  },
  {
    kind: 'counted',
    id: 'petitions-on-time',
    table: 'petition',
    where: and(standing, received, inTime),
    words: { vi: 'phản ánh, kiến nghị xử lý đúng hạn', en: 'petitions handled on time' },
    over: 'state',
    source: '5.2',
  },
  {
    kind: 'counted',
    id: 'petitions-satisfied',
    table: 'petition',
    // Dissatisfied, repeated or overdue: each petition once.
    where: and(standing, received, inTime, not(flag('dissatisfied')), not(flag('repeats'))),
    words: {
      vi: 'phản ánh, kiến nghị không quá hạn, không lặp lại, không bị đánh giá không hài lòng',
      en: 'petitions neither overdue nor repeated nor found dissatisfying',
    },
    over: 'state',
    source: '5.3',
  },
]
