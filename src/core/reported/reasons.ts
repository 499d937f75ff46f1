import { exact, type Exact, sum, toFixed } from '../exact.ts'
import { measures } from '../measure/catalogue.ts'
import { meets, pointsOf } from '../score/points.ts'
import type { IndicatorScore } from '../score/scorecard.ts'
import { dateOf, formatInstant } from '../time/instant.ts'
import { formatPlainDate } from '../time/plain-date.ts'
import type { Words } from '../words.ts'
import type { ComparedIndicator, IndicatorPair } from './compare.ts'
import { type PrintedPoints, roundsTo } from './figures.ts'
import { type CompareReason, compareReason } from './reason.ts'

type Compared = Omit<ComparedIndicator, 'reasons'>

/** What can be told by rule of one indicator, most telling first. Nothing is told where both sides agree. */
export function reasonsOf(pair: IndicatorPair, compared: Compared): readonly CompareReason[] {
  return [
    ...missingReasons(compared),
    ...versionReasons(pair, compared),
    ...followReasons(pair, compared),
    ...verdictReasons(compared),
    ...wholeReasons(pair, compared),
    ...captureReasons(pair, compared),
  ]
}

function missingReasons({ computed, reported, outcome }: Compared): CompareReason[] {
  const isComputed = computed.ratio !== null || computed.points !== null || computed.part !== null
  const noCounts = reported !== null && reported.count === undefined
  return [
    ...(isComputed ? [] : [compareReason('computed-missing')]),
    ...(reported === null ? [compareReason('reported-missing')] : []),
    ...(noCounts && reported.text !== null ? [compareReason('reported-no-data', { text: reported.text })] : []),
    ...(noCounts && reported.text === null && outcome !== 'same' && isComputed
      ? [compareReason('reported-no-counts')]
      : []),
    ...(reported?.count === null && outcome !== 'same' ? [compareReason('reported-no-data', { text: 'null' })] : []),
    ...(hasEmptyWhole(computed, reported?.count?.whole) ? [compareReason('whole-zero')] : []),
  ]
}

function hasEmptyWhole({ whole }: IndicatorScore, reported: number | undefined): boolean {
  return whole !== null && reported !== undefined && whole !== reported && (whole === 0 || reported === 0)
}

function versionReasons({ sameVersion, context }: IndicatorPair, { reported }: Compared): CompareReason[] {
  if (sameVersion || reported === null || reported.points === null) return []
  return [compareReason('other-version', { set: context.indexSet.id })]
}

/** Whether the published points follow from what is published beside them, by the one scoring rule. */
function followReasons(pair: IndicatorPair, { indicator, computed, reported, follows }: Compared): CompareReason[] {
  const { sameVersion, context, card } = pair
  const points = reported?.points ?? null
  if (!sameVersion || reported === null || points === null) return []
  const printed = points.value
  const set = context.indexSet.id
  const brought = follows?.points ?? null
  if (brought !== null) {
    if (roundsTo(brought, printed, points.decimals)) return []
    return [compareReason('points-do-not-follow', { follows: shown(brought), printed: shown(printed), set })]
  }
  if (reported.rate === null || indicator.kind !== 'scored') return []
  const ratio = reported.rate.percent.div(100)
  const max = computed.max ?? indicator.max
  const rated = pointsOf(ratio, max, indicator.target(card.level), context.indexSet.rounding)
  // A printed rate stands for all that round to it, so a point or two of the last decimal is no contradiction.
  if (
    rated
      .sub(printed)
      .abs()
      .compare(exact(points.decimals < 2 ? '0.1' : '0.01')) <= 0
  )
    return []
  return [compareReason('rate-does-not-follow', { follows: shown(rated), printed: shown(printed), set })]
}

function verdictReasons({ computed, reported }: Compared): CompareReason[] {
  const verdict = reported?.verdict ?? null
  const rate = reported?.rate ?? null
  if (verdict === null || verdict.met === null || rate === null) return []
  const { met, threshold, inclusive, text: printed } = verdict
  const contradicts =
    threshold !== null && meets(rate.percent.div(100), { threshold, inclusive: inclusive ?? true }) !== met
  const differs =
    computed.verdict !== null &&
    computed.ratio !== null &&
    roundsTo(computed.ratio.mul(100), rate.percent, rate.decimals)
      ? computed.verdict.met !== met
      : false
  return [
    ...(contradicts ? [compareReason('verdict-contradicts', { printed })] : []),
    ...(differs && computed.verdict
      ? [compareReason('verdict-differs', { printed, computed: verdictWords(computed.verdict.met) })]
      : []),
  ]
}

function verdictWords(met: boolean): Words {
  return met ? { vi: 'Đạt', en: 'met' } : { vi: 'Chưa đạt', en: 'not met' }
}

/** Which other number a published whole is. */
function wholeReasons(pair: IndicatorPair, { indicator, computed, reported, whole }: Compared): CompareReason[] {
  const published = reported?.count?.whole
  if (published === undefined || whole === null || whole === 0) return []
  const scores = pair.card.groups.flatMap(({ indicators }) => indicators)
  const isReported = measures.get(indicator.whole ?? '')?.kind === 'reported'
  if (isReported) return reportReasons(pair, published, receivedIn(pair, scores))
  const alike = scores.filter((other) => other.id !== computed.id && other.whole === published)
  const synced = scores.find(
    ({ id }) => measures.get(pair.context.indexSet.indicators.get(id)?.part ?? '')?.id === 'dossiers-synced',
  )
  const unsynced = synced?.part != null && synced.whole !== null ? synced.whole - synced.part : 0
  const names = alike
    .map(({ id }) => pair.context.indexSet.indicators.get(id)?.name)
    .filter((name) => name !== undefined)
  return [
    ...(published > 0 && names.length > 0
      ? [compareReason('whole-of-another', { indicators: listed(names.slice(0, 3)) })]
      : []),
    ...(unsynced > 0 && Math.abs(whole) === unsynced
      ? [compareReason('whole-by-unsynced', { count: counted(unsynced) })]
      : []),
  ]
}

/** The whole of 1.4 is the larger of two figures; which of them was published says what to look at. */
function reportReasons({ context }: IndicatorPair, published: number, received: number | null): CompareReason[] {
  const { report } = context
  const known = {
    report: report === null ? '–' : counted(report.received),
    received: received === null ? '–' : counted(received),
  }
  if (report?.from === 'last-year') return [compareReason('report-estimated', { report: counted(report.received) })]
  if (published === received) return [compareReason('whole-is-received', known)]
  return published === report?.received ? [compareReason('whole-is-report', known)] : []
}

/** What was received, told by any indicator that has it as its whole. */
function receivedIn({ context }: IndicatorPair, scores: readonly IndicatorScore[]): number | null {
  const item = scores.find(
    ({ id, whole }) => whole !== null && context.indexSet.indicators.get(id)?.whole === 'dossiers-received',
  )
  return item?.whole ?? null
}

function captureReasons({ context }: IndicatorPair, { reported, outcome }: Compared): CompareReason[] {
  const captured = reported?.origin.capturedAt ?? null
  if (outcome !== 'different' || captured === null || captured >= dateOf(context.asOf)) return []
  return [compareReason('captured-before', { captured: formatPlainDate(captured), asOf: formatInstant(context.asOf) })]
}

/** Whether a published group is the sum of the published points of its indicators. */
export function groupReasons(scored: readonly Compared[], printed: PrintedPoints | null): CompareReason[] {
  const points = scored.flatMap(({ reported }) => reported?.points?.value ?? [])
  if (printed === null || points.length < scored.length || scored.length === 0) return []
  const added = sum(points)
  if (roundsTo(added, printed.value, printed.decimals)) return []
  return [compareReason('group-does-not-add', { follows: shown(added), printed: shown(printed.value) })]
}

function shown(points: Exact): Words {
  return { vi: toFixed(points, 2, ','), en: toFixed(points, 2) }
}

function counted(value: number): Words {
  const digits = String(value)
  const grouped = (mark: string) => digits.replaceAll(/\B(?=(\d{3})+$)/g, mark)
  return { vi: grouped('.'), en: grouped(',') }
}

function listed(names: readonly Words[]): Words {
  return { vi: names.map(({ vi }) => `“${vi}”`).join(', '), en: names.map(({ en }) => `“${en}”`).join(', ') }
}
