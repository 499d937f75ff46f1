import { dateOf, type Instant, millisecondOfDay } from '../../core/time/instant.ts'
import { formatPlainDate } from '../../core/time/plain-date.ts'
import type { Language, Words } from '../../core/words.ts'
import type { Column, ColumnKind } from '../../report/sheet/table.ts'
import type { Asked } from '../counting/scorecards.ts'

/** What the sheets of an installation say on top besides what was asked. */
export type Stand = {
  readonly watermark: number
  /** The made-up province: every sheet says so. */
  readonly sample: boolean
  readonly language: Language
}

type Fact = readonly [name: string, value: string]

const words = {
  period: { vi: 'Kỳ', en: 'Period' },
  asOf: { vi: 'Tính đến', en: 'As of' },
  indexSet: { vi: 'Bộ chỉ số', en: 'Index set' },
  units: { vi: 'Đơn vị cũ', en: 'Former units' },
  watermark: { vi: 'Sổ ghi nhận đến số', en: 'Ledger up to number' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
  sample: { vi: 'DỮ LIỆU MẪU', en: 'SAMPLE DATA' },
} as const satisfies Record<string, Words>

const views = {
  current: { vi: 'tính cho đơn vị hiện nay', en: 'counted for the units of today' },
  recorded: { vi: 'như khi ghi nhận', en: 'as recorded' },
} as const satisfies Record<Asked['view'], Words>

const unreal: Words = { vi: 'tỉnh này không có thật', en: 'this province does not exist' }

export function factsOf(asked: Asked, stand: Stand, unit: string | null): readonly Fact[] {
  const { language, watermark } = stand
  return [
    ...standing(stand, unit),
    [words.period[language], asked.period],
    [words.asOf[language], momentText(asked.asOf)],
    [words.indexSet[language], `${asked.indexSet.id} · ${asked.indexSet.name[language]}`],
    [words.units[language], views[asked.view][language]],
    [words.watermark[language], String(watermark)],
  ]
}

/** Of what is not asked for a period. */
export function factsNow(asOf: Instant, stand: Stand, unit: string | null): readonly Fact[] {
  const { language, watermark } = stand
  return [
    ...standing(stand, unit),
    [words.asOf[language], momentText(asOf)],
    [words.watermark[language], String(watermark)],
  ]
}

function standing({ sample, language }: Stand, unit: string | null): readonly Fact[] {
  const marks: Fact[] = sample ? [[words.sample[language], unreal[language]]] : []
  return unit === null ? marks : [...marks, [words.unit[language], unit]]
}

/** `31/10/2026 23:59:59`, in Viet Nam. */
export function momentText(at: Instant): string {
  const seconds = Math.floor(millisecondOfDay(at) / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return `${formatPlainDate(dateOf(at))} ${parts.map((part) => String(part).padStart(2, '0')).join(':')}`
}

export function column(header: Words, language: Language, width: number, kind: ColumnKind = 'text'): Column {
  return { header: header[language], width, kind }
}

/** The time of a moment that an answer tells, as people read it; what is not known is empty. */
export function timeCell(iso: string | null | undefined): string | null {
  if (iso === null || iso === undefined) return null
  const [, year = '', month = '', day = '', time = ''] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(iso) ?? []
  return year === '' ? iso : `${day}/${month}/${year} ${time}`
}
