import { z } from 'zod'
import { channels, dossierStatuses } from '../../core/dossier/dossier.ts'
import { failure, type Result } from '../../core/failure.ts'
import { problemWords } from '../../core/problem.ts'
import { headerKey } from '../table/heading.ts'

/** What a list of dossiers can tell, each with how its column is called, best first. Compared by `headerKey`. */
const synonyms = {
  code: ['mã hồ sơ', 'số hồ sơ', 'mã số hồ sơ', 'số biên nhận', 'mã biên nhận', 'mã hs', 'số hs'],
  procedure: ['mã tthc', 'mã thủ tục', 'mã thủ tục hành chính'],
  responsibleUnit: [
    'đơn vị xử lý',
    'cơ quan xử lý',
    'đơn vị giải quyết',
    'cơ quan giải quyết',
    'đơn vị thụ lý',
    'mã đơn vị xử lý',
    'mã đơn vị',
    'đơn vị',
    'cơ quan',
  ],
  receivingUnit: ['đơn vị tiếp nhận', 'cơ quan tiếp nhận', 'nơi tiếp nhận', 'nơi nộp hồ sơ', 'nơi nộp'],
  field: ['mã lĩnh vực', 'lĩnh vực'],
  channel: [
    'kênh thực hiện',
    'hình thức nộp',
    'hình thức nộp hồ sơ',
    'hình thức tiếp nhận',
    'kênh nộp',
    'kênh',
    'cách thức nộp',
  ],
  applicantKind: ['loại đối tượng', 'đối tượng nộp', 'đối tượng'],
  person: ['số giấy tờ chủ hồ sơ', 'số giấy tờ', 'số định danh', 'số cccd', 'cccd', 'cmnd cccd', 'số cmnd', 'cmnd'],
  submittedAt: ['ngày nộp', 'ngày nộp hồ sơ', 'thời gian nộp', 'thời điểm nộp'],
  receivedAt: ['ngày tiếp nhận', 'ngày nhận', 'ngày nhận hồ sơ', 'thời gian tiếp nhận', 'thời điểm tiếp nhận'],
  dueAt: ['ngày hẹn trả', 'ngày hẹn trả kết quả', 'hẹn trả', 'ngày hẹn', 'hạn xử lý', 'hạn giải quyết', 'thời hạn trả'],
  settledAt: [
    'ngày kết thúc xử lý',
    'ngày xử lý xong',
    'ngày kết thúc',
    'ngày hoàn thành',
    'ngày giải quyết xong',
    'ngày có kết quả',
    'thời điểm xử lý xong',
  ],
  returnedAt: ['ngày trả', 'ngày trả kết quả', 'ngày trả kq', 'ngày trả thực tế'],
  refusedAt: ['ngày từ chối', 'ngày từ chối tiếp nhận'],
  status: ['trạng thái', 'trạng thái hồ sơ', 'tình trạng', 'tình trạng hồ sơ', 'tình trạng xử lý'],
  onlinePayment: ['thanh toán trực tuyến', 'được thanh toán trực tuyến'],
  hasDigitisedComponent: ['có số hóa', 'hồ sơ số hóa', 'số hóa thành phần hồ sơ', 'hồ sơ có thành phần số hóa'],
} as const satisfies Record<string, readonly string[]>

export const listFields = [
  'code',
  'procedure',
  'responsibleUnit',
  'receivingUnit',
  'field',
  'channel',
  'applicantKind',
  'person',
  'submittedAt',
  'receivedAt',
  'dueAt',
  'settledAt',
  'returnedAt',
  'refusedAt',
  'status',
  'onlinePayment',
  'hasDigitisedComponent',
] as const satisfies readonly (keyof typeof synonyms)[]
export type ListField = (typeof listFields)[number]

const header = z.string().min(1).max(200)

/** Which column holds what, and what a source's own words mean: saved for each source, once someone has looked at it. */
export const mappingFile = z.strictObject({
  columns: z.partialRecord(z.enum(listFields), header).refine((columns) => columns.code !== undefined, {
    path: ['code'],
    message: 'Mã hồ sơ / the dossier code',
  }),
  statuses: z.record(z.string().max(100), z.enum(dossierStatuses)).default({}),
  channels: z.record(z.string().max(100), z.enum(channels)).default({}),
})
export type Mapping = Readonly<z.infer<typeof mappingFile>>

/** A mapping from JSON. Failure: mapping-invalid. */
export function parseMapping(json: unknown, file?: string): Result<Mapping> {
  const parsed = mappingFile.safeParse(json, { reportInput: true })
  if (parsed.success) return { ok: true, value: parsed.data }
  const place = file === undefined ? {} : { file }
  const failures = parsed.error.issues.map((problem) =>
    failure('mapping-invalid', { field: problem.path.join('.'), reason: problemWords(problem) }, place),
  )
  return { ok: false, failures }
}

/** `confidence`: 1 the very word, 0.9 another word for it, 0.6 a header that begins with one. */
export type Guess = { readonly field: ListField; readonly header: string; readonly confidence: number }

/** The best header for each field that has one; no header is given twice. In the order of the fields. */
export function guessMapping(headers: readonly string[]): readonly Guess[] {
  const all = listFields.flatMap((field) =>
    headers.flatMap((name) => {
      const confidence = likeness(headerKey(name), synonyms[field].map(headerKey))
      return confidence === 0 ? [] : [{ field, header: name, confidence }]
    }),
  )
  const taken = new Set<string>()
  const chosen = all
    .toSorted((a, b) => b.confidence - a.confidence)
    .filter(({ field, header: name }) => {
      if (taken.has(`f ${field}`) || taken.has(`h ${name}`)) return false
      taken.add(`f ${field}`).add(`h ${name}`)
      return true
    })
  return listFields.flatMap((field) => chosen.find((guess) => guess.field === field) ?? [])
}

function likeness(key: string, words: readonly string[]): number {
  const place = words.indexOf(key)
  if (place === 0) return 1
  if (place > 0) return 0.9 - place * 0.01
  return words.some((word) => word.includes(' ') && key.startsWith(`${word} `)) ? 0.6 : 0
}

/** A mapping of the guesses as they stand, for who confirms them all; null without a column for the code. */
export function mappingOf(guesses: readonly Guess[]): Mapping | null {
  const columns = Object.fromEntries(guesses.map(({ field, header: name }) => [field, name]))
  const parsed = mappingFile.safeParse({ columns })
  return parsed.success ? parsed.data : null
}
