import type { Words } from '../words.ts'
import type { Role } from './role.ts'

/** How the unit that is asked about stands to the unit of the one who asks. */
export const relations = ['own', 'below', 'above', 'beside', 'outside'] as const
export type Relation = (typeof relations)[number]

export const relationNames: Record<Relation, Words> = {
  own: { vi: 'đơn vị mình', en: 'the own unit' },
  below: { vi: 'đơn vị cấp dưới', en: 'a unit below' },
  above: { vi: 'đơn vị cấp trên', en: 'a unit above' },
  beside: { vi: 'đơn vị khác trong tỉnh', en: 'another unit of the province' },
  outside: { vi: 'đơn vị ngoài tỉnh hoặc không có', en: 'a unit outside the province, or none' },
}

/** How far a right goes. */
export type Reach = 'never' | 'scope' | 'province'

export const reaches: Record<Reach, Words & { readonly relations: readonly Relation[] }> = {
  never: { vi: 'không', en: 'never', relations: [] },
  scope: { vi: 'phạm vi', en: 'scope', relations: ['own', 'below'] },
  province: { vi: 'cả tỉnh', en: 'province', relations: ['own', 'below', 'above', 'beside'] },
}

type Right = Words & {
  /** Whether each use is written to the audit log before the answer is given. */
  readonly recorded: boolean
  readonly reach: Readonly<Record<Role, Reach>>
}

const everyone = {
  admin: 'province',
  analyst: 'province',
  leader: 'province',
  officer: 'province',
  viewer: 'province',
  source: 'never',
} as const

/** What is behind a score: dossiers are those of one's own unit and below, never of a neighbour. */
const insight = {
  admin: 'scope',
  analyst: 'scope',
  leader: 'scope',
  officer: 'scope',
  viewer: 'never',
  source: 'never',
} as const

/** A leader sees everything within the scope and changes nothing. */
const work = { ...insight, leader: 'never' } as const

const nobody = {
  admin: 'never',
  analyst: 'never',
  leader: 'never',
  officer: 'never',
  viewer: 'never',
  source: 'never',
} as const

const administration = { ...nobody, admin: 'scope' } as const

/**
 * The whole table of rights: every action there is, and how far each role may go. docs/quyen.md shows it; a test compares
 * the two. An export reaches as far as reading what it exports, and is recorded. What is not about one unit (the audit
 * log, the health of the system) is asked for the province.
 */
export const rights = {
  'read-scores': { vi: 'xem điểm và thứ hạng', en: 'read scores and ranks', recorded: false, reach: everyone },
  'read-explanations': {
    vi: 'xem diễn giải điểm đến số đếm',
    en: 'read explanations of scores, down to counts',
    recorded: false,
    reach: insight,
  },
  'list-dossiers': { vi: 'xem danh sách hồ sơ', en: 'list dossiers', recorded: true, reach: insight },
  'read-dossier': { vi: 'xem một hồ sơ', en: 'read one dossier', recorded: true, reach: insight },
  'read-findings': { vi: 'xem lỗi dữ liệu', en: 'read findings about the data', recorded: false, reach: insight },
  'read-published': { vi: 'xem bảng đã công bố', en: 'read published tables', recorded: false, reach: everyone },
  'upload-published': { vi: 'nộp bảng đã công bố', en: 'upload published tables', recorded: true, reach: work },
  'export-scores': { vi: 'xuất điểm và thứ hạng', en: 'export scores and ranks', recorded: true, reach: everyone },
  'export-explanations': {
    vi: 'xuất diễn giải điểm',
    en: 'export explanations of scores',
    recorded: true,
    reach: insight,
  },
  'export-dossiers': { vi: 'xuất danh sách hồ sơ', en: 'export dossiers', recorded: true, reach: insight },
  'export-findings': { vi: 'xuất lỗi dữ liệu', en: 'export findings about the data', recorded: true, reach: insight },
  'import-files': { vi: 'nhập tệp dữ liệu', en: 'import files of data', recorded: true, reach: work },
  // The ledger itself keeps who sent what; a line in the audit log for every batch would say it twice.
  'append-observations': {
    vi: 'gửi bản ghi nhận',
    en: 'append observations',
    recorded: false,
    reach: { ...nobody, source: 'scope' },
  },
  // Each change of an account or token is an entry of its own, written by what makes the change.
  'manage-accounts': { vi: 'quản lý tài khoản', en: 'manage accounts', recorded: false, reach: administration },
  'manage-tokens': {
    vi: 'quản lý nguồn và mã truy cập',
    en: 'manage sources and their tokens',
    recorded: false,
    reach: administration,
  },
  'read-audit-log': { vi: 'xem nhật ký kiểm toán', en: 'read the audit log', recorded: true, reach: administration },
  'read-health': {
    vi: 'xem tình trạng hệ thống',
    en: 'read the health of the system',
    recorded: false,
    reach: { ...administration, analyst: 'scope' },
  },
} as const satisfies Record<string, Right>

export type Action = keyof typeof rights

/** Every action there is, in the order of the table. */
export const actions: readonly [Action, ...Action[]] = namesOf(rights)

function namesOf<T extends object>(table: T): [keyof T, ...(keyof T)[]] {
  const isName = (name: string): name is keyof T & string => Object.hasOwn(table, name)
  const [first, ...more] = Object.keys(table).filter(isName)
  if (first === undefined) throw new Error('a table without rows')
  return [first, ...more]
}

/** What is about the whole installation and never about one unit. */
export function asksProvince(action: Action): boolean {
  return action === 'read-health'
}

/** The actions of which each use is an entry of the audit log. */
export type RecordedAction = {
  [Name in Action]: (typeof rights)[Name]['recorded'] extends true ? Name : never
}[Action]

export function isRecorded(action: Action): action is RecordedAction {
  return rights[action].recorded
}
