import { Refusal, type Place } from '../../core/failure.ts'
import { limits } from '../../core/limits.ts'
import { openArchive } from '../../file/archive.ts'
import type { Block } from '../../file/blocks.ts'
import { folded } from '../../file/folded.ts'
import { readXml, type XmlHandler, type XmlTag } from '../../file/xml.ts'

const documentPart = 'word/document.xml'

/**
 * The body of a Word document: paragraphs as lines, table rows as rows. Headers, footers, notes and comments are not
 * part of the report and are left out.
 */
export function readDocx(bytes: Uint8Array): Block[] {
  const part = openArchive(bytes).part(documentPart)
  if (part === undefined) throw new Refusal('format-damaged', { reason: documentPart })
  const body = new Body()
  readXml(documentPart, part, body)
  return body.blocks
}

/** Transitional and strict documents use two names for one vocabulary. */
const wordNames = new Set([
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'http://purl.oclc.org/ooxml/wordprocessingml/main',
])
const compatibility = 'http://schemas.openxmlformats.org/markup-compatibility/2006'

/** Text that is not on the page: deleted or moved away under tracked changes, and the codes behind fields. */
const unseen = new Set(['del', 'moveFrom', 'delText', 'instrText', 'delInstrText'])

/** The row being read. `cells` are the finished ones; `text` is the open one. */
type OpenRow = { cells: string[]; text: string; span: number; mergedAway: boolean; deleted: boolean }

class Body implements XmlHandler {
  readonly blocks: Block[] = []
  /** Texts of the open paragraphs: a text box stands inside the paragraph it is anchored to. */
  private readonly paragraphs: string[] = []
  private readonly path: string[] = []
  private unseenDepth = 0
  private tableDepth = 0
  private tables = 0
  private rowNumber = 0
  private rows = 0
  private lines = 0
  private row: OpenRow | undefined

  open(tag: XmlTag): void {
    const name = nameOf(tag)
    const parent = this.path.at(-1)
    this.path.push(name)
    if (this.unseenDepth > 0 || name === 'Fallback' || (unseen.has(name) && parent !== 'trPr')) {
      this.unseenDepth++
      return
    }
    this.enter(name, parent, tag)
  }

  private enter(name: string, parent: string | undefined, tag: XmlTag): void {
    switch (name) {
      case 'p':
        this.paragraphs.push('')
        return
      case 'br':
      case 'cr':
      case 'tab':
        // Tab stops of a paragraph's settings are also called tab.
        if (parent === 'r') this.add(' ')
        return
      case 'noBreakHyphen':
        this.add('-')
        return
      case 'tbl':
        if (this.tableDepth++ === 0) this.openTable()
        return
      case 'tr':
        if (this.tableDepth === 1) this.openRow()
        return
      case 'tc':
        if (this.tableDepth === 1 && this.row) this.openCell(this.row)
        return
      default:
        if (this.tableDepth === 1 && this.row) this.setUp(this.row, name, parent, tag)
    }
  }

  text(text: string): void {
    if (this.unseenDepth === 0 && this.path.at(-1) === 't') this.add(text)
  }

  close(): void {
    const name = this.path.pop()
    if (this.unseenDepth > 0) {
      this.unseenDepth--
      return
    }
    if (name === 'p') this.closeParagraph()
    else if (name === 'tbl') this.tableDepth--
    else if (name === 'tr' && this.tableDepth === 1 && this.row) this.closeRow(this.row)
    else if (name === 'tc' && this.tableDepth === 1 && this.row) this.closeCell(this.row)
  }

  private add(text: string): void {
    const open = this.paragraphs.length - 1
    if (open < 0) return
    const longer = this.paragraphs[open] + text
    if (longer.length > limits.cellCharacters) {
      throw new Refusal('cell-too-long', { limit: limits.cellCharacters }, this.place())
    }
    this.paragraphs[open] = longer
  }

  /** A paragraph of a cell joins the cell's text; any other is a line. */
  private closeParagraph(): void {
    const text = this.paragraphs.pop() ?? ''
    if (this.row) {
      this.row.text = this.row.text === '' ? text : `${this.row.text} ${text}`
      if (this.row.text.length > limits.cellCharacters * 2) folded(this.row.text, this.place())
      return
    }
    const place = this.place()
    const line = folded(text, place)
    if (++this.lines > limits.tableRows) throw new Refusal('too-many-rows', { limit: limits.tableRows }, place)
    if (line !== '') this.blocks.push({ kind: 'line', text: line, place })
  }

  private openTable(): void {
    this.tables++
    this.rowNumber = 0
  }

  private openRow(): void {
    this.row = { cells: [], text: '', span: 1, mergedAway: false, deleted: false }
    this.rowNumber++
    if (++this.rows > limits.tableRows) {
      throw new Refusal('too-many-rows', { limit: limits.tableRows }, this.place())
    }
  }

  private openCell(row: OpenRow): void {
    row.text = ''
    row.span = 1
    row.mergedAway = false
  }

  /** What the settings of a row or cell say about the grid. */
  private setUp(row: OpenRow, name: string, parent: string | undefined, tag: XmlTag): void {
    const value = tag.attribute('val')
    if (name === 'gridSpan' && parent === 'tcPr') row.span = this.count(value)
    else if (name === 'vMerge' || name === 'hMerge') row.mergedAway = value !== 'restart'
    else if (name === 'del' && parent === 'trPr') row.deleted = true
    else if (name === 'gridBefore' && parent === 'trPr') this.pad(row, this.count(value))
  }

  private count(value: string | undefined): number {
    const count = Number(value ?? 1)
    if (count > limits.rowCells) throw new Refusal('too-many-cells', { limit: limits.rowCells }, this.place())
    return Number.isInteger(count) && count > 0 ? count : 1
  }

  private closeCell(row: OpenRow): void {
    row.cells.push(row.mergedAway ? '' : folded(row.text, this.place()))
    this.pad(row, row.span - 1)
  }

  private pad(row: OpenRow, count: number): void {
    for (let index = 0; index < count; index++) row.cells.push('')
    if (row.cells.length > limits.rowCells) {
      throw new Refusal('too-many-cells', { limit: limits.rowCells }, this.place())
    }
  }

  private closeRow(row: OpenRow): void {
    const place = { part: this.tableName(), row: this.rowNumber }
    if (!row.deleted && row.cells.some((cell) => cell !== '')) {
      this.blocks.push({ kind: 'row', table: this.tableName(), cells: row.cells, place })
    }
    this.row = undefined
  }

  private tableName(): string {
    return `table ${this.tables}`
  }

  private place(): Place {
    if (this.row) return { part: this.tableName(), row: this.rowNumber, column: this.row.cells.length + 1 }
    return this.tableDepth > 0 ? { part: this.tableName(), row: this.rowNumber } : { line: this.lines + 1 }
  }
}

/** Names outside Word's vocabulary cannot be taken for it: a drawing has its own p and t. */
function nameOf({ local, uri }: XmlTag): string {
  if (wordNames.has(uri)) return local
  return uri === compatibility && local === 'Fallback' ? 'Fallback' : `other:${local}`
}
