import { periodWords } from '../../core/period/words.ts'
import { type Instant, isoInstant } from '../../core/time/instant.ts'
import type { Language, Words } from '../../core/words.ts'
import { momentText } from '../../report/sheet/moment.ts'
import type { Column, ColumnKind, SheetFact } from '../../report/sheet/table.ts'
import type { Asked } from '../counting/scorecards.ts'

/** What the sheets of an installation say on top besides what was asked. */
export type Stand = {
  readonly watermark: number
  /** The made-up province: every sheet says so. */
  readonly sample: boolean
  readonly language: Language
}

const words = {
  period: { vi: 'Kỳ', en: 'Period' },
  asOf: { vi: 'Tính đến', en: 'As of' },
  indexSet: { vi: 'Bộ chỉ số', en: 'Index set' },
  units: { vi: 'Đơn vị cũ', en: 'Former units' },
  watermark: { vi: 'Sổ ghi nhận đến số', en: 'Ledger up to number' },
  unit: { vi: 'Đơn vị', en: 'Unit' },
} as const satisfies Record<string, Words>

const recorded: Words = { vi: 'như khi ghi nhận', en: 'as recorded' }

/** Of the made-up province: no sheet of it may be taken for one of a real province. */
const unreal: Words = {
  vi: 'DỮ LIỆU MẪU: tỉnh này không có thật. Không dùng để báo cáo.',
  en: 'SAMPLE DATA: this province does not exist. Not for reports.',
}

export function markOf({ sample, language }: Stand): string | null {
  return sample ? unreal[language] : null
}

export function factsOf(asked: Asked, stand: Stand, unit: string | null): readonly SheetFact[] {
  const { language, watermark } = stand
  return [
    ...unitFact(stand, unit),
    [words.period[language], periodWords(asked.period)[language]],
    [words.asOf[language], momentText(isoInstant(asked.asOf))],
    [words.indexSet[language], `${asked.indexSet.id} · ${asked.indexSet.name[language]}`],
    ...(asked.view === 'recorded' ? [[words.units[language], recorded[language]] as const] : []),
    [words.watermark[language], String(watermark)],
  ]
}

/** Of what is not asked for a period. */
export function factsNow(asOf: Instant, stand: Stand, unit: string | null): readonly SheetFact[] {
  const { language, watermark } = stand
  return [
    ...unitFact(stand, unit),
    [words.asOf[language], momentText(isoInstant(asOf))],
    [words.watermark[language], String(watermark)],
  ]
}

function unitFact({ language }: Stand, unit: string | null): readonly SheetFact[] {
  return unit === null ? [] : [[words.unit[language], unit]]
}

export function column(header: Words, language: Language, width: number, kind: ColumnKind = 'text'): Column {
  return { header: header[language], width, kind }
}
