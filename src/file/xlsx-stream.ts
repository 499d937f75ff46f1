import { type CellObject, SSF } from '@e965/xlsx'
import { type Place, Refusal } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { type Archive, openArchive } from './archive.ts'
import type { Row } from './blocks.ts'
import { folded } from './folded.ts'
import { SharedStrings } from './shared-strings.ts'
import { cellText, errorTexts } from './xlsx.ts'
import { columnOf, leftOut, readWorkbook } from './xlsx-parts.ts'
import { readXml, XmlCount, type XmlHandler, XmlReader, type XmlTag } from './xml.ts'

/**
 * The rows of a workbook that is too long for `readXlsx`, as they are asked for: memory holds the file as it came, its
 * shared texts and one piece of a sheet. Cells are read alike (a test holds both together), but for merged cells, which a
 * sheet names behind its rows: what stands hidden below one is read. `most`: rows of each sheet, for who looks at the
 * heads only. Failures come where they are met, behind good rows.
 */
export async function* streamXlsx(bytes: Uint8Array, most = Number.POSITIVE_INFINITY): AsyncGenerator<Row> {
  const archive = openArchive(bytes, limits.workbookUnpackedBytes)
  const { sheets, date1904 } = readWorkbook(archive)
  const look = { strings: await stringsOf(archive), formats: formatsOf(archive), date1904 }
  for (const { name, part } of sheets) yield* sheetRows(archive, part, new SheetRows(name, look), most)
}

async function* sheetRows(archive: Archive, part: string, sheet: SheetRows, most: number): AsyncGenerator<Row> {
  const chunks = archive.stream(part)
  if (chunks === undefined) throw new Refusal('format-damaged', { reason: part })
  const reader = new XmlReader(part, sheet, countOfStream())
  let rows = 0
  for await (const chunk of chunks) {
    reader.write(chunk)
    for (const row of sheet.taken()) {
      if (++rows > most) return
      yield row
    }
  }
  reader.end()
}

/** Rows, cells and shared texts are counted where they are met; what holds nothing costs no memory. */
function countOfStream(): XmlCount {
  const silentPieces = limits.xmlSilentPieces
  return new XmlCount({ elements: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY, silentPieces })
}

/** A text may be pieces of different looks, which become one; readings of Chinese characters are left out. */
async function stringsOf(archive: Archive): Promise<SharedStrings> {
  const part = 'xl/sharedStrings.xml'
  const strings = new SharedStrings()
  let text: string[] = []
  const path = new Path()
  const handler: XmlHandler = {
    open(tag) {
      path.open(tag)
      if (tag.local === 'si') text = []
    },
    text(piece) {
      if (path.isAt('t')) text.push(piece)
    },
    close(tag) {
      path.close()
      if (tag.local === 'si') strings.add(checked(text, { part }))
    },
  }
  const reader = new XmlReader(part, handler, countOfStream())
  const chunks = archive.stream(part)
  if (chunks === undefined) return strings
  for await (const chunk of chunks) reader.write(chunk)
  reader.end()
  return strings
}

function checked(pieces: readonly string[], place: Place): string {
  const text = pieces.join('')
  if (text.length > limits.cellCharacters) throw new Refusal('cell-too-long', { limit: limits.cellCharacters }, place)
  // Excel writes characters that XML cannot hold as _x000D_.
  return text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** The names of the open elements, and whether one of them is to be left out. */
class Path {
  readonly #names: string[] = []
  #outside = 0

  open({ local }: XmlTag): void {
    this.#names.push(local)
    if (this.#outside > 0 || leftOut.has(local)) this.#outside++
  }

  close(): void {
    this.#names.pop()
    if (this.#outside > 0) this.#outside--
  }

  get isLeftOut(): boolean {
    return this.#outside > 0
  }

  isAt(name: string): boolean {
    return this.#outside === 0 && this.#names.at(-1) === name
  }
}

/** Formats that have a number and no text in the file; taken before any workbook adds its own to the table. */
const builtIn: ReadonlyMap<number, string> = new Map(
  Object.entries(SSF.get_table()).map(([id, format]) => [Number(id), String(format)]),
)

/** The format code of each cell style. */
function formatsOf(archive: Archive): readonly string[] {
  const part = archive.part('xl/styles.xml')
  if (part === undefined) return []
  const own = new Map<number, string>()
  const styles: number[] = []
  const path: string[] = []
  readXml('xl/styles.xml', part, {
    open(tag) {
      const id = Number(tag.attribute('numFmtId') ?? 0)
      if (tag.local === 'numFmt') own.set(id, tag.attribute('formatCode') ?? '')
      else if (tag.local === 'xf' && path.at(-1) === 'cellXfs') styles.push(id)
      path.push(tag.local)
    },
    close: () => path.pop(),
    text: () => {},
  })
  return styles.map((id) => own.get(id) ?? builtIn.get(id) ?? 'General')
}

/** What a cell needs to be read. */
type Look = {
  readonly strings: SharedStrings
  readonly formats: readonly string[]
  readonly date1904: boolean
}

/** The rows of one sheet, while it is walked. */
class SheetRows implements XmlHandler {
  readonly #sheet: string
  readonly #look: Look
  readonly #path = new Path()
  #rows: Row[] = []
  #count = 0
  #row = 0
  #cells: string[] = []
  #column = 0
  #type = 'n'
  #style = 0
  #text: string[] = []
  #length = 0

  constructor(sheet: string, look: Look) {
    this.#sheet = sheet
    this.#look = look
  }

  /** The rows that were finished since, without those that are empty. */
  taken(): readonly Row[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(tag: XmlTag): void {
    this.#path.open(tag)
    if (this.#path.isLeftOut) return
    if (tag.local === 'row') this.#openRow(tag)
    else if (tag.local === 'c') this.#openCell(tag)
  }

  text(text: string): void {
    if (!this.#path.isAt('v') && !this.#path.isAt('t')) return
    this.#length += text.length
    if (this.#length > limits.cellCharacters) {
      throw new Refusal('cell-too-long', { limit: limits.cellCharacters }, this.#place())
    }
    this.#text.push(text)
  }

  close(tag: XmlTag): void {
    const isLeftOut = this.#path.isLeftOut
    this.#path.close()
    if (isLeftOut) return
    if (tag.local === 'c') this.#closeCell()
    else if (tag.local === 'row') this.#closeRow()
  }

  #place(): Place {
    return { part: this.#sheet, row: this.#row, ...(this.#column > 0 && { column: this.#column }) }
  }

  #openRow(tag: XmlTag): void {
    this.#row = Number(tag.attribute('r') ?? this.#row + 1)
    this.#column = 0
    this.#cells = []
    if (++this.#count > limits.workbookRows) {
      throw new Refusal('too-many-rows', { limit: limits.workbookRows }, this.#place())
    }
  }

  #openCell(tag: XmlTag): void {
    this.#column = columnOf(tag.attribute('r')) ?? this.#column + 1
    if (this.#column > limits.rowCells) throw new Refusal('too-many-cells', { limit: limits.rowCells }, this.#place())
    this.#type = tag.attribute('t') ?? 'n'
    this.#style = Number(tag.attribute('s') ?? 0)
    this.#text = []
    this.#length = 0
  }

  #closeCell(): void {
    if (this.#text.length === 0) return
    while (this.#cells.length < this.#column) this.#cells.push('')
    this.#cells[this.#column - 1] = folded(this.#shown(), this.#place())
  }

  #closeRow(): void {
    if (this.#cells.every((cell) => cell === '')) return
    const place = { part: this.#sheet, row: this.#row }
    this.#rows.push({ kind: 'row', table: this.#sheet, cells: this.#cells, place })
  }

  #shown(): string {
    const text = checked(this.#text, this.#place())
    if (this.#type === 's') return this.#shared(Number(text))
    if (this.#type === 'str' || this.#type === 'inlineStr') return text
    if (this.#type === 'b') return cellText({ t: 'b', v: text === '1' || text === 'true' }, false)
    if (this.#type === 'e') return [...errorTexts.values()].includes(text) ? text : '#N/A'
    if (this.#type === 'd') return text.replace('T', ' ').replace(/(?: 00:00:00)?(?:\.0+)?Z?$/, '')
    const cell: CellObject = { t: 'n', v: Number(text), z: this.#look.formats[this.#style] ?? 'General' }
    return cellText(cell, this.#look.date1904)
  }

  #shared(index: number): string {
    const text = this.#look.strings.at(index)
    if (text === undefined) throw new Refusal('format-damaged', { reason: 'sharedStrings' }, this.#place())
    return text
  }
}
