import { received } from './dossiers.ts'
import type { CountedMeasure } from './measure.ts'
import { and, flag, happened, named, not, or, type Predicate, standing } from './predicate.ts'

/** Measures of procedures (thủ tục hành chính), by the unit under whose authority they are. */

const decidedInPeriod: Predicate<'announcement'> = named(
  'có quyết định công bố trong kỳ',
  'announced by a decision in the period',
  and(happened('decided', 'moment'), not(happened('decided', 'before-period'))),
)
const publicationInPeriod: Predicate<'announcement'> = named(
  'được công khai hoặc đến hạn công khai trong kỳ',
  'made public, or due to be, in the period',
  or(
    and(happened('published', 'moment'), not(happened('published', 'before-period'))),
    // Already public when it was due: it counted in the period in which it was made public.
    and(
      happened('publishBy', 'moment'),
      not(happened('publishBy', 'before-period')),
      not(happened('published', 'before-period')),
    ),
  ),
)
const published: Predicate<'procedure'> = named(
  'đang công khai',
  'public',
  and(happened('published', 'as-of'), not(happened('withdrawn', 'as-of'))),
)
const current: Predicate<'procedure'> = named(
  'chưa bị hủy công khai',
  'not withdrawn',
  not(happened('withdrawn', 'as-of')),
)

type Defined = Pick<CountedMeasure & { table: 'procedure' }, 'id' | 'where' | 'over'> & {
  readonly vi: string
  readonly en: string
  readonly no: string
}

function ofProcedures({ id, where, over, vi, en, no }: Defined): CountedMeasure {
  return { kind: 'counted', id, table: 'procedure', where, words: { vi, en }, over, source: no }
}

const some = (of: Predicate<'announcement'>): Predicate<'procedure'> => ({
  op: 'some',
  table: 'announcement',
  of,
})
const announced = named(
  'có quyết định công bố trong kỳ',
  'announced by a decision in the period',
  some(decidedInPeriod),
)
const noneLate = named(
  'không có quyết định nào ban hành muộn hơn 5 ngày làm việc trước ngày văn bản có hiệu lực (bộ: 20)',
  'no decision was late (later than 5 working days before the legal basis takes effect; ministry: 20)',
  not(some(and(decidedInPeriod, not(flag('decidedOnTime'))))),
)
const publication = named(
  'được công khai hoặc đến hạn công khai trong kỳ',
  'made public, or due to be, in the period',
  some(publicationInPeriod),
)
const nonePublishedLate = named(
  'công khai trong 5 ngày làm việc từ ngày quyết định (bộ: 10)',
  'made public within 5 working days of the decision (ministry: 10)',
  not(some(and(publicationInPeriod, not(and(flag('publishedOnTime'), happened('published', 'moment')))))),
)
const dossier = (of: Predicate<'dossier'>): Predicate<'procedure'> => ({
  op: 'some',
  table: 'dossier',
  of: and(standing, received, of),
})

export const procedureMeasures: readonly CountedMeasure[] = [
  ofProcedures({
    id: 'procedures-announced',
    vi: 'thủ tục được công bố trong kỳ',
    en: 'procedures announced in the period',
    no: '1.1',
    over: 'state',
    where: announced,
  }),
  ofProcedures({
    id: 'procedures-announced-on-time',
    vi: 'thủ tục được công bố đúng hạn',
    en: 'procedures announced on time',
    no: '1.1',
    over: 'state',
    // In several decisions it counts once, and one late decision makes it late.
    where: and(announced, noneLate),
  }),
  ofProcedures({
    id: 'procedures-published-or-due',
    vi: 'thủ tục được công khai hoặc đến hạn công khai trong kỳ',
    en: 'procedures made public, or due to be, in the period',
    no: '1.2',
    over: 'state',
    where: publication,
  }),
  ofProcedures({
    id: 'procedures-published-on-time',
    vi: 'thủ tục được công khai đúng hạn',
    en: 'procedures made public on time',
    no: '1.2',
    over: 'state',
    where: and(publication, nonePublishedLate),
  }),
  ofProcedures({
    id: 'procedures-public',
    vi: 'thủ tục đang công khai',
    en: 'public procedures',
    no: '1.3',
    over: 'list',
    where: published,
  }),
  ofProcedures({
    id: 'procedures-complete',
    vi: 'thủ tục công khai đủ các bộ phận tạo thành',
    en: 'public procedures with all seven parts',
    no: '1.3',
    over: 'list',
    where: and(published, flag('isComplete')),
  }),
  ofProcedures({
    id: 'procedures-under-authority',
    vi: 'thủ tục thuộc thẩm quyền',
    en: 'procedures under authority',
    no: '3.1',
    over: 'list',
    where: current,
  }),
  ofProcedures({
    id: 'procedures-offered-online',
    vi: 'thủ tục cung cấp dịch vụ công một phần hoặc toàn trình',
    en: 'procedures offered partly or fully online',
    no: '3.1',
    over: 'list',
    where: and(current, flag('isOfferedOnline')),
  }),
  ofProcedures({
    id: 'fee-procedures',
    vi: 'thủ tục có phí, lệ phí',
    en: 'procedures with a fee',
    no: '3.5',
    over: 'list',
    where: and(current, flag('hasFee')),
  }),
  ofProcedures({
    id: 'fee-procedures-integrated',
    vi: 'thủ tục có phí, lệ phí đã tích hợp thanh toán trực tuyến',
    en: 'procedures with a fee that accept online payment',
    no: '3.5',
    over: 'list',
    where: and(current, flag('hasFee'), flag('isPaymentIntegrated')),
  }),
  ofProcedures({
    id: 'fee-procedures-paid-online',
    vi: 'thủ tục có phí, lệ phí có hồ sơ thanh toán trực tuyến trong kỳ',
    en: 'procedures with a fee that had an online payment in the period',
    no: '3.5',
    over: 'state',
    where: and(
      current,
      flag('hasFee'),
      named(
        'có hồ sơ thanh toán trực tuyến trong kỳ',
        'with an online payment in the period',
        dossier(flag('paidOnline')),
      ),
    ),
  }),
  ofProcedures({
    id: 'procedures-for-citizens',
    vi: 'thủ tục có đối tượng là công dân',
    en: 'procedures addressed to citizens',
    no: '4.5',
    over: 'list',
    where: and(current, flag('isForCitizens')),
  }),
  ofProcedures({
    id: 'procedures-using-population-data',
    vi: 'thủ tục cho công dân có hồ sơ sử dụng dữ liệu dân cư',
    en: 'procedures for citizens with dossiers that use population data',
    no: '4.5',
    over: 'state',
    where: and(
      current,
      flag('isForCitizens'),
      named(
        'có hồ sơ sử dụng dữ liệu dân cư trong kỳ',
        'with a dossier that uses population data in the period',
        dossier(flag('usesPopulationData')),
      ),
    ),
  }),
]
