import { Refusal } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import { tidy } from '../../core/text/fold.ts'
import type { Block } from '../../file/blocks.ts'

/**
 * Blocks from plain text. Two ways of keeping a table in text are told apart from running lines:
 * a cell a line, each begun with a tab, rows parted by an empty line (as extracted from Word);
 * a row a line, cells parted by tabs or "|".
 * Failures: cell-too-long, too-many-rows, with their line.
 */
export function textBlocks(text: string): Block[] {
  const blocks: Block[] = []
  const open: { cells: string[]; line: number } = { cells: [], line: 0 }
  const close = () => {
    if (open.cells.length > 0) blocks.push(row(open.cells, open.line))
    open.cells = []
  }
  let number = 0
  let hasRows = false
  for (const line of lines(text.replaceAll(/\r\n?/g, '\n'))) {
    number++
    guard(line, blocks.length, number)
    const cells = splitRow(line, hasRows)
    if (cells) {
      hasRows = true
      close()
      if (!isRule(line)) blocks.push(row(cells, number))
    } else if (line.startsWith('\t')) {
      if (open.cells.length === 0) open.line = number
      open.cells.push(tidy(line))
    } else if (open.cells.length > 0 && goesOn(line)) {
      open.cells.push(tidy(`${open.cells.pop()} ${line}`))
    } else {
      close()
      if (line.trim() !== '') blocks.push({ kind: 'line', text: tidy(line), place: { line: number } })
    }
  }
  close()
  return blocks
}

function guard(line: string, blocks: number, number: number): void {
  if (line.length > limits.cellCharacters)
    throw new Refusal('cell-too-long', { limit: limits.cellCharacters }, { line: number })
  if (blocks > limits.tableRows) throw new Refusal('too-many-rows', { limit: limits.tableRows }, { line: number })
}

function row(cells: readonly string[], line: number): Block {
  if (cells.length > limits.rowCells) throw new Refusal('too-many-cells', { limit: limits.rowCells }, { line })
  return { kind: 'row', table: 'text', cells, place: { line } }
}

/** The cells of a line that is a whole row, or null. */
function splitRow(line: string, hasRows: boolean): string[] | null {
  const trimmed = line.trim()
  if (trimmed.startsWith('|') && trimmed.endsWith('|') && trimmed.length > 1)
    return trimmed.slice(1, -1).split('|').map(tidy)
  const cells = line.split('\t')
  // Among such rows a line of few cells is one too: "⇥Tổng điểm⇥64,5 điểm".
  return cells.length > 3 || (hasRows && cells.length > 1) || (cells.length === 3 && cells[0] !== '')
    ? cells.map(tidy)
    : null
}

/** The line of dashes below the header of a table drawn with "|". */
function isRule(line: string): boolean {
  return /^[\s|:+-]+$/.test(line)
}

/** A cell goes on in a line without a tab when that line begins in the middle of a sentence, not with a title. */
function goesOn(line: string): boolean {
  return /^\s*[\p{Ll}\d%(),.]/u.test(line)
}

function* lines(text: string): Generator<string> {
  let from = 0
  while (from < text.length) {
    const end = text.indexOf('\n', from)
    const to = end < 0 ? text.length : end
    yield text.slice(from, text[to - 1] === '\r' ? to - 1 : to)
    from = to + 1
  }
}
