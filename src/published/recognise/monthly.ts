import { fold, isDamaged, loose } from '../../core/text/fold.ts'
import { cellText } from '../../core/table/cell-text.ts'
import { saysNoData } from '../../core/table/no-data.ts'
import type { CellValue, MonthlyRow, MonthlyTable } from '../../core/table/monthly-table.ts'
import { isRatingName } from '../../core/table/rating.ts'
import type { Block } from '../../file/blocks.ts'
import { type Copy, copiesOf, damage, repeatedNumbers } from './copies.ts'
import { heading, isTitle } from './heading.ts'
import { identify, type Unnamed } from './identify.ts'
import type { KnownName } from './known-names.ts'
import { tableRows, type TableRow } from './table-rows.ts'
import { cellValue, figure } from './value.ts'
import { printedVerdict } from './verdict.ts'

const fewestRows = 2
const isTotal = new RegExp(`^${loose('tong')}(?:\\s|$)`)
const maximum = /\(\s*(?:tối đa\s*)?(\d+(?:[.,]\d+)?)\s*(?:đ|điểm|đi\?m|d)\s*\)\s*:?/i

/** The monthly table in a file's blocks, or null when there is none. */
export function recogniseMonthly(blocks: readonly Block[], known: readonly KnownName[]): MonthlyTable | null {
  const { rows: all, headers } = tableRows(blocks)
  const copies = copiesOf(all, new Set([...headers, ...titlesOf(blocks)]))
  if (!copies || copies.best.rows.length < fewestRows) return null
  const { rows } = copies.best
  const parents = new Set(rows.map(({ no }) => no.split('.').slice(0, -1).join('.')))
  const drafts = rows.map((row) => draft(row, parents))
  const ids = identify(drafts, known)
  if (!drafts.some((row, i) => row.isTotal || ids[i] !== null)) return null
  const groups = new Set(known.filter((item) => item.kind === 'group').map((item) => item.id))
  const finished = rows.map((row, i) => {
    const id = ids[i] ?? null
    return finish(row, drafts[i] ?? draft(row, parents), id, groups.has(id ?? ''))
  })
  const headingOf = (copy: Copy) => heading(linesBefore(blocks, headers, all, copy))
  return {
    ...headingOf(copies.best),
    rows: finished,
    notes: [
      ...copies.same.map(({ rows: dropped }) => droppedCopy(dropped)),
      ...copies.different.map((copy): Note => {
        const title = headingOf(copy).title || String(copy.rows[0]?.name)
        return { code: 'several-tables', params: { title, rows: copy.rows.length } }
      }),
      ...damagedText(rows),
      ...repeatedNumbers(finished).map((params): Note => ({ code: 'number-repeated', params })),
      ...finished.flatMap(unreadable),
    ],
  }
}

type Note = MonthlyTable['notes'][number]

function titlesOf(blocks: readonly Block[]): number[] {
  return blocks.flatMap((block, order) => (block.kind === 'line' && isTitle(block.text) ? [order] : []))
}

/** The lines above a copy, below any other copy; its header is not one of them. */
function linesBefore(
  blocks: readonly Block[],
  headers: ReadonlySet<number>,
  all: readonly TableRow[],
  { rows, start }: Copy,
): string[] {
  const first = rows[0]?.order ?? 0
  const from = (all[start - 1]?.order ?? -1) + 1
  return blocks.slice(from, first).flatMap((block, index) => {
    if (block.kind === 'line') return block.text === '' ? [] : [block.text.trim()]
    return headers.has(from + index) ? [] : block.cells.filter((cell) => cell !== '')
  })
}

function droppedCopy(rows: readonly TableRow[]): Note {
  const [first, last] = [rows[0], rows.at(-1)]
  const line = first?.place.line ?? first?.place.row ?? 0
  return {
    code: 'damaged-copy-dropped',
    params: { rows: rows.length, damaged: damage(rows), last: last?.no || (last?.name ?? ''), line },
  }
}

function damagedText(rows: readonly TableRow[]): Note[] {
  const damaged = damage(rows)
  return damaged > 0 ? [{ code: 'damaged-text', params: { rows: damaged } }] : []
}

/** Text in a figure cell that holds a digit, but was read as no figure and does not say that there is none. */
function unreadable({ no, name, ...cells }: MonthlyRow): Note[] {
  return (['local', 'national'] as const).flatMap((column): Note[] => {
    const value = cells[column]
    if (value.kind !== 'none' || !/\d/.test(value.text) || saysNoData(value.text)) return []
    return [{ code: 'figure-unreadable', params: { no: no || name, column, text: value.text } }]
  })
}

type Draft = Unnamed & { readonly isTotal: boolean }

function draft({ no, name, max, local, national }: TableRow, parents: ReadonlySet<string>): Draft {
  const stated = maximum.exec(name) ?? /^(\d+(?:[.,]\d+)?)/.exec(max)
  const maxValue = stated ? figure(stated[1] ?? '', false) : null
  const plainName = name
    .replace(maximum, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s:;.]+$/, '')
    .trim()
  return {
    no,
    name: plainName,
    max: maxValue,
    looksLike: isRatingName(name) ? 'indicator' : kindOf(no, [local, national], parents),
    isTotal: !/^\d/.test(no) && isTotal.test(fold(name)),
  }
}

/** In a list of one level a plain number is an indicator's; a group below a group (3.5) has points and rows below. */
function kindOf(no: string, figures: readonly string[], parents: ReadonlySet<string>): Unnamed['looksLike'] {
  const hasPoints = figures.some((text) => cellValue(text, 'indicator').kind === 'points')
  const hasLevels = parents.size > 1
  if (no.includes('.')) return hasPoints && parents.has(no) ? 'group' : 'indicator'
  return hasPoints || hasLevels || !/^\d/.test(no) ? 'group' : 'indicator'
}

function finish(
  row: TableRow,
  { no, name, max, looksLike, isTotal: total }: Draft,
  id: string | null,
  isGroup: boolean,
): MonthlyRow {
  const kind = total
    ? 'total'
    : isGroup || (id === null && looksLike === 'group' && !no.includes('.'))
      ? 'group'
      : 'indicator'
  const local = cellValue(row.local, kind)
  const national = cellValue(row.national, kind)
  const printed = { ...kept('local', row.local, local), ...kept('national', row.national, national) }
  return {
    no,
    id: total ? null : id,
    kind,
    name,
    max,
    local,
    national,
    verdict: printedVerdict(row.verdict),
    ...(Object.keys(printed).length > 0 && { printed }),
  }
}

/** The cell's own wording, where its figure alone would not bring it back. */
function kept(
  column: 'local' | 'national',
  text: string,
  value: CellValue,
): Partial<Record<'local' | 'national', string>> {
  // A decimal point is only how a spreadsheet or a translator writes the comma.
  const plain = (wording: string) => fold(wording).replaceAll(/\s/g, '').replaceAll('.', ',')
  return plain(text) === plain(cellText(value)) || isDamaged(text) ? {} : { [column]: text.trim() }
}
