import { fold, loose } from '../../core/text/fold.ts'

/** A column of the monthly table. A province or the country may have its points and its rate in columns of their own. */
export type Column = 'no' | 'name' | 'max' | 'local' | 'localPoints' | 'national' | 'nationalPoints' | 'verdict'
export type Columns = Readonly<Partial<Record<Column, number>>>

const oneOf = (...words: readonly string[]) => words.map(loose).join('|')
const startsWith = (...words: readonly string[]) => new RegExp(`^(?:${oneOf(...words)})`)
const contains = (...words: readonly string[]) => new RegExp(oneOf(...words))

const country = contains('ca nuoc', 'toan quoc', 'trung binh', 'binh quan')
const local = startsWith(
  'tinh',
  'toan tinh',
  'thanh pho',
  'toan thanh pho',
  'dia phuong',
  'ket qua',
  'don vi',
  'so lieu',
)
const points = startsWith('diem', 'so diem')
const withPoints = new RegExp(`(?<![a-z])${loose('diem')}(?![a-z])`)
const withRate = new RegExp(`(?<![a-z])${loose('ty le')}(?![a-z])|%`)
const rate = startsWith('ty le', 'ti le')
/** Columns that hold neither what the province reached nor what the country did. */
const foreign = contains(
  'don vi tinh',
  'don vi chu tri',
  'don vi thuc hien',
  'don vi phu trach',
  'chi tieu',
  'muc tieu',
  'ke hoach',
  'ky truoc',
  'thang truoc',
  'cung ky',
  'so voi',
  'chenh lech',
  'tang',
  'xep hang',
)

/** What a head says, the surest words first. */
const heads: readonly (readonly [Column, (head: string) => boolean])[] = [
  ['no', (head) => /^(?:stt|tt|so tt|so thu tu|#)$/.test(head)],
  ['max', (head) => contains('diem toi da', 'diem chuan', 'thang diem', 'diem quy dinh').test(head)],
  ['nationalPoints', (head) => country.test(head) && !foreign.test(head) && isOfPoints(head)],
  ['national', (head) => country.test(head) && !foreign.test(head)],
  [
    'verdict',
    (head) => new RegExp(`(?:${oneOf('muc do', 'muc do dat')})$`).test(head) || startsWith('danh gia').test(head),
  ],
  ['verdict', (head) => startsWith('nhan xet', 'ket qua danh gia').test(head)],
  ['name', (head) => contains('chi so', 'tieu chi', 'noi dung').test(head)],
  ['localPoints', (head) => (points.test(head) || local.test(head)) && !foreign.test(head) && isOfPoints(head)],
  ['local', (head) => (local.test(head) || rate.test(head)) && !foreign.test(head)],
  ['verdict', (head) => startsWith('ghi chu', 'xep loai').test(head)],
  ['name', (head) => startsWith('chi tieu', 'ten').test(head)],
]

function isOfPoints(head: string): boolean {
  return withPoints.test(head) && !withRate.test(head)
}

const longestHead = 120

/** Which column is which, from a header row; null when the row is no header of a monthly table. */
export function columnsOf(cells: readonly string[]): Columns | null {
  if (cells.some((cell) => cell.length > longestHead || isFigure(cell))) return null
  const folded = cells.map(fold)
  const columns: Partial<Record<Column, number>> = {}
  const named = new Set<number>()
  for (const [column, says] of heads) {
    if (columns[column] !== undefined) continue
    const index = folded.findIndex((head, at) => head !== '' && !named.has(at) && says(head))
    if (index < 0) continue
    columns[column] = index
    named.add(index)
  }
  const { name } = columns
  if (name === undefined) return null
  const own = columns.local ?? columns.localPoints ?? ownColumn(folded, columns, name, named)
  if (own === undefined) return null
  if (columns.local === undefined && columns.localPoints === undefined) columns.local = own
  const isTable = hasCountry(columns) || columns.no !== undefined || columns.verdict !== undefined
  return isTable ? columns : null
}

function hasCountry({ national, nationalPoints }: Columns): boolean {
  return national !== undefined || nationalPoints !== undefined
}

/** The province may be called by its own name: the first column behind the name, or the only one where no country is. */
function ownColumn(
  folded: readonly string[],
  columns: Columns,
  name: number,
  named: ReadonlySet<number>,
): number | undefined {
  const free = folded.flatMap((head, at) => (at > name && head !== '' && !named.has(at) ? [at] : []))
  const own = free.find((at) => !foreign.test(folded[at] ?? ''))
  if (hasCountry(columns)) return own
  return columns.no !== undefined && free.length === 1 ? own : undefined
}

/** A cell that only a row of the table has: a number, a rate, points. */
function isFigure(cell: string): boolean {
  return /^\d[\d.,/]*\s*(?:%|đ|đi\?m|điểm)?$/.test(cell)
}

/**
 * One header from rows of heads below one another: heads join column by column, and a head over several columns
 * stands over each of them ("CẢ NƯỚC" over "Tỷ lệ" and "Điểm").
 */
export function joinedHeads(upper: readonly string[], lower: readonly string[]): string[] {
  let over = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, at) => {
    const [above, below] = [upper[at] ?? '', lower[at] ?? '']
    if (above !== '') over = below === '' ? '' : above
    if (above === below) return above
    return below === '' ? above : `${above || over} ${below}`.trim()
  })
}

/** Whether a row can be a second row of heads: no number, no name, no figure, and its heads stand below other heads. */
export function goesOnHeads(upper: readonly string[], lower: readonly string[]): boolean {
  const first = upper.findIndex((cell) => cell !== '')
  const filled = lower.flatMap((cell, at) => (cell !== '' && cell !== upper[at] ? [at] : []))
  return (
    filled.length > 0 &&
    filled.every((at) => at > first) &&
    !lower.some((cell) => cell.length > longestHead || isFigure(cell) || /^\(?\w\)?$/.test(cell)) &&
    // A first cell that says STT or the name stands over rows of its own, not over heads.
    upper.every((cell, at) => !isNumberOrName(cell) || (lower[at] ?? '') === '' || lower[at] === cell)
  )
}

function isNumberOrName(head: string): boolean {
  const folded = fold(head)
  return heads.some(([column, says]) => (column === 'no' || column === 'name') && says(folded))
}

/** Whether a row holds the heads of number or name: a header of several rows begins so. */
export function beginsHeads(cells: readonly string[]): boolean {
  return cells.filter((cell) => cell !== '').length >= 2 && cells.some(isNumberOrName) && !cells.some(isFigure)
}
