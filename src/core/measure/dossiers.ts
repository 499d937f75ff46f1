import type { CountedMeasure } from './measure.ts'
import { and, flag, happened, named, not, or, type Predicate, standing } from './predicate.ts'

/** Measures of dossiers (hồ sơ). Tests and dossiers that were never received are no facts, so they count nowhere. */

type OfDossier = Predicate<'dossier'>

export const received: OfDossier = named(
  'tiếp nhận trong kỳ',
  'received in the period',
  and(happened('received', 'moment'), not(happened('received', 'before-period'))),
)

const carriedOver: OfDossier = named(
  'tiếp nhận trước kỳ và đầu kỳ chưa kết thúc xử lý',
  'received before the period and not ended at its start',
  and(happened('received', 'before-period'), not(happened('endedAt', 'before-period'))),
)

const inProcess: OfDossier = named(
  'tiếp nhận hoặc đang xử lý trong kỳ',
  'received or in process in the period',
  or(received, carriedOver),
)

export const inTime: OfDossier = named(
  'kết thúc xử lý đúng hạn, hoặc chưa kết thúc và còn hạn',
  'ended on time, or not ended and within the time limit',
  not(happened('lateFrom', 'moment')),
)

const ended: OfDossier = named(
  'kết thúc xử lý trong kỳ',
  'ended in the period',
  and(happened('endedAt', 'moment'), not(happened('endedAt', 'before-period'))),
)

const open: OfDossier = named(
  'chưa kết thúc xử lý đến cuối kỳ',
  'not ended by the end of the period',
  and(happened('received', 'moment'), not(happened('endedAt', 'moment'))),
)

const online: OfDossier = flag('online')
const returnsPaper: OfDossier = flag('returnsPaper')
const hasResult: OfDossier = flag('hasResult')
const hasFee: OfDossier = flag('hasFee')

function measure(
  id: string,
  over: 'event' | 'state',
  vi: string,
  en: string,
  source: string,
  ...where: readonly OfDossier[]
): CountedMeasure {
  return { kind: 'counted', id, table: 'dossier', where: and(standing, ...where), words: { vi, en }, over, source }
}

export const dossierMeasures: readonly CountedMeasure[] = [
  measure('dossiers-received', 'event', 'hồ sơ tiếp nhận', 'dossiers received', '3.3', received),
  measure(
    'dossiers-synced',
    'event',
    'hồ sơ đã đồng bộ lên Cổng DVCQG',
    'dossiers synchronised to the national portal',
    '1.4',
    received,
    happened('synced', 'as-of'),
  ),
  measure(
    'dossiers-received-or-in-process',
    'state',
    'hồ sơ tiếp nhận hoặc đang xử lý trong kỳ',
    'dossiers received or in process in the period',
    '2.1',
    inProcess,
  ),
  measure(
    'dossiers-on-time',
    'state',
    'hồ sơ đúng hạn hoặc còn hạn',
    'dossiers on time or within the time limit',
    '2.1',
    inProcess,
    inTime,
  ),
  measure(
    'online-dossiers-received-or-in-process',
    'state',
    'hồ sơ trực tuyến tiếp nhận hoặc đang xử lý trong kỳ',
    'online dossiers received or in process in the period',
    '3.4',
    inProcess,
    online,
  ),
  measure(
    'online-dossiers-on-time',
    'state',
    'hồ sơ trực tuyến đúng hạn hoặc còn hạn',
    'online dossiers on time or within the time limit',
    '3.4',
    inProcess,
    online,
    inTime,
  ),
  measure('dossiers-settled', 'state', 'hồ sơ kết thúc xử lý trong kỳ', 'dossiers ended in the period', '06a', ended),
  measure(
    'dossiers-settled-on-time',
    'state',
    'hồ sơ kết thúc xử lý đúng hạn trong kỳ',
    'dossiers ended on time in the period',
    '06a',
    ended,
    inTime,
  ),
  measure('dossiers-open', 'state', 'hồ sơ đang xử lý cuối kỳ', 'dossiers open at the end of the period', '06a', open),
  measure(
    'dossiers-overdue',
    'state',
    'hồ sơ đang xử lý đã quá hạn',
    'open dossiers that are overdue',
    '06a',
    open,
    named('đã quá hạn, hoặc chưa xác định được hạn', 'overdue, or no time limit is known', not(inTime)),
  ),
  measure(
    'dossiers-due-soon',
    'state',
    'hồ sơ còn hạn, sắp đến hạn',
    'dossiers within the time limit that are due soon',
    '',
    open,
    inTime,
    // Work lists are asked with an as-of that lies ahead of the moment.
    happened('lateFrom', 'as-of'),
  ),
  measure(
    'dossiers-waiting',
    'state',
    'hồ sơ đang chờ công dân bổ sung',
    'dossiers waiting for a supplement',
    '',
    happened('received', 'moment'),
    flag('awaitsSupplement'),
  ),
  measure(
    'dossiers-settled-without-result',
    'state',
    'hồ sơ đã kết thúc xử lý mà chưa có kết quả điện tử',
    'dossiers that ended and have no electronic result',
    '',
    received,
    happened('endedAt', 'moment'),
    returnsPaper,
    not(hasResult),
  ),
  measure(
    'dossiers-filed-online',
    'event',
    'hồ sơ nộp trực tuyến, có kết quả điện tử nếu thủ tục trả giấy tờ',
    'dossiers filed online, with an e-result where a paper is returned',
    '3.3',
    received,
    online,
    or(not(returnsPaper), hasResult),
  ),
  measure(
    'dossiers-with-fee',
    'event',
    'hồ sơ có phí, lệ phí phải nộp',
    'dossiers with a fee to pay',
    '3.6',
    received,
    hasFee,
  ),
  measure(
    'dossiers-paid-online',
    'event',
    'hồ sơ thanh toán trực tuyến',
    'dossiers paid online',
    '3.6',
    received,
    hasFee,
    flag('paidOnline'),
  ),
  measure(
    'dossiers-returning-paper',
    'event',
    'hồ sơ của thủ tục trả kết quả là giấy tờ',
    'dossiers of procedures that return a paper',
    '4.1',
    received,
    returnsPaper,
  ),
  measure(
    'dossiers-with-e-result',
    'event',
    'hồ sơ có kết quả điện tử',
    'dossiers with an electronic result',
    '4.1',
    received,
    returnsPaper,
    hasResult,
  ),
  measure(
    'dossiers-digitised',
    'event',
    'hồ sơ số hóa cả thành phần và kết quả',
    'dossiers with a digitised component and result',
    '4.2',
    received,
    flag('hasDigitisedComponent'),
    hasResult,
  ),
  measure(
    'dossiers-reusing-data',
    'event',
    'hồ sơ khai thác, sử dụng lại dữ liệu số hóa',
    'dossiers that reuse digitised data',
    '4.3',
    received,
    flag('reusesData'),
  ),
  measure(
    'dossiers-with-personal-storage',
    'event',
    'hồ sơ dùng kho dữ liệu cá nhân',
    "dossiers with the person's storage",
    '4.4',
    received,
    flag('usesStorage'),
  ),
  measure(
    'dossiers-using-population-data',
    'event',
    'hồ sơ sử dụng dữ liệu dân cư',
    'dossiers that use population data',
    '4.5',
    received,
    flag('usesPopulationData'),
  ),
  measure(
    'dossiers-satisfied',
    'state',
    'hồ sơ không quá hạn, không bị phản ánh, không bị đánh giá không hài lòng',
    'dossiers neither overdue nor complained about',
    '5.4',
    received,
    inTime,
    not(happened('complained', 'as-of')),
  ),
]
