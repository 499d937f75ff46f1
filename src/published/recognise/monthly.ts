import { fold, isDamaged, loose } from '../../core/text/fold.ts'
import { cellText } from '../../core/table/cell-text.ts'
import type { CellValue, MonthlyRow, MonthlyTable } from '../../core/table/monthly-table.ts'
import type { Block } from '../../file/blocks.ts'
import { bestCopy } from './copies.ts'
import { heading } from './heading.ts'
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
  const all = tableRows(blocks)
  const { rows, notes } = bestCopy(all)
  if (rows.length < fewestRows) return null
  const drafts = rows.map(draft)
  const ids = identify(drafts, known)
  if (!drafts.some((row, i) => row.isTotal || ids[i] !== null)) return null
  const groups = new Set(known.filter((item) => item.kind === 'group').map((item) => item.id))
  return {
    ...heading(linesBefore(blocks, all, rows)),
    rows: rows.map((row, i) => {
      const id = ids[i] ?? null
      return finish(row, drafts[i] ?? draft(row), id, groups.has(id ?? ''))
    }),
    notes: [...notes],
  }
}

/** The lines above the copy that was kept, below any other copy. */
function linesBefore(blocks: readonly Block[], all: readonly TableRow[], copy: readonly TableRow[]): string[] {
  const first = copy[0]?.order ?? 0
  const from = all.findLast((row) => row.order < first)?.order ?? -1
  return blocks.slice(from + 1, first).flatMap((block) => {
    if (block.kind === 'line') return block.text === '' ? [] : [block.text.trim()]
    return block.cells.filter((cell) => cell !== '')
  })
}

type Draft = Unnamed & { readonly isTotal: boolean; readonly max: number | null }

function draft({ no, name, max, local, national }: TableRow): Draft {
  const stated = maximum.exec(name) ?? /^(\d+(?:[.,]\d+)?)/.exec(max)
  const maxValue = stated ? figure(stated[1] ?? '', false) : null
  const plainName = name
    .replace(maximum, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s:;.]+$/, '')
    .trim()
  const points = [local, national].some((text) => cellValue(text, 'indicator').kind === 'points')
  const looksLike = points || !no.includes('.') ? 'group' : 'indicator'
  return { no, name: plainName, max: maxValue, looksLike, isTotal: !/^\d/.test(no) && isTotal.test(fold(name)) }
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
  const same = fold(text).replaceAll(/\s/g, '') === fold(cellText(value)).replaceAll(/\s/g, '')
  return same || isDamaged(text) ? {} : { [column]: text.trim() }
}
