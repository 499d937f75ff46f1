import { strToU8, zipSync } from 'fflate'
import { Refusal, type Place } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import { type Archive, openArchive } from './archive.ts'
import { readXml, XmlCount, type XmlHandler, type XmlTag } from './xml.ts'

/**
 * The spreadsheet library takes XML apart by pattern, not by grammar. It therefore never sees the file that came in,
 * only this copy: the sheets, strings and formats, walked once by a real XML parser, counted against the limits and
 * written out again without formulas, comments, links or extensions.
 */
export function safeWorkbook(bytes: Uint8Array): Uint8Array {
  const archive = openArchive(bytes)
  const part = (name: string) => partOf(archive, name)
  const { sheets, date1904 } = readWorkbook(archive)
  const count = new XmlCount()
  const files: Record<string, Uint8Array> = {}
  for (const [index, sheet] of sheets.entries()) {
    files[`xl/worksheets/sheet${index + 1}.xml`] = copySheet(part(sheet.part), sheet.name, count)
  }
  const names = sheets.map(({ name }) => name)
  const strings = archive.part('xl/sharedStrings.xml')
  const styles = archive.part('xl/styles.xml')
  if (strings) files['xl/sharedStrings.xml'] = copyPart('xl/sharedStrings.xml', strings, stringNames, count)
  if (styles) files['xl/styles.xml'] = copyPart('xl/styles.xml', styles, styleNames, count)
  files[workbookPart] = strToU8(workbookXml(names, date1904))
  files[relationsPart] = strToU8(relationsXml(names))
  files['[Content_Types].xml'] = strToU8(typesXml(Object.keys(files)))
  return zipSync(files, { level: 0 })
}

function partOf(archive: Archive, name: string): Uint8Array {
  const found = archive.part(name)
  if (found === undefined) throw new Refusal('format-damaged', { reason: name })
  return found
}

const workbookPart = 'xl/workbook.xml'
const relationsPart = 'xl/_rels/workbook.xml.rels'

/** Relation ids and the parts they lead to, relative to xl/. */
function readTargets(bytes: Uint8Array): ReadonlyMap<string, string> {
  const targets = new Map<string, string>()
  walk(relationsPart, bytes, (tag) => {
    const id = tag.attribute('Id')
    const target = tag.attribute('Target')
    if (tag.local === 'Relationship' && id && target) targets.set(id, target.replace(/^\/xl\//, ''))
  })
  return targets
}

/** What a workbook says of itself. Its sheets by name and part, in order; those that are charts are not among them. */
export type Workbook = {
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  readonly date1904: boolean
}

export function readWorkbook(archive: Archive): Workbook {
  const targets = readTargets(partOf(archive, relationsPart))
  const sheets: { name: string; id: string }[] = []
  let date1904 = false
  walk(workbookPart, partOf(archive, workbookPart), (tag) => {
    if (tag.local === 'sheet') sheets.push({ name: tag.attribute('name') ?? '', id: tag.attribute('id') ?? '' })
    if (tag.local === 'workbookPr') date1904 = ['1', 'true'].includes(tag.attribute('date1904') ?? '')
  })
  const parts = sheets.map(({ name, id }) => ({ name, part: `xl/${targets.get(id)}` }))
  return { sheets: parts.filter(({ part }) => part.startsWith('xl/worksheets/')), date1904 }
}

function walk(part: string, bytes: Uint8Array, open: (tag: XmlTag) => void): void {
  readXml(part, bytes, { open, close: () => {}, text: () => {} })
}

/** The elements and attributes that are copied. Text is copied inside `v` and `t` only. */
type Names = ReadonlyMap<string, readonly string[]>

const stringNames: Names = new Map([
  ['sst', []],
  ['si', []],
])
const styleNames: Names = new Map([
  ['styleSheet', []],
  ['numFmts', []],
  ['numFmt', ['numFmtId', 'formatCode']],
  ['cellXfs', []],
  ['xf', ['numFmtId']],
])
const sheetNames: Names = new Map([
  ['worksheet', []],
  ['sheetData', []],
  ['row', ['r']],
  ['c', ['r', 's', 't']],
  ['v', []],
  ['is', []],
  ['mergeCells', []],
  ['mergeCell', ['ref']],
])
/** A text may be pieces of different looks; the library would keep the first only, so they become one. */
const inner: Readonly<Record<string, string>> = { si: 't', is: 't' }
/** Formats of cell styles, readings of Chinese characters and extensions would be mistaken for cells and their text. */
export const leftOut = new Set(['cellStyleXfs', 'dxfs', 'rPh', 'extLst', 'f', 'AlternateContent'])

function copySheet(bytes: Uint8Array, sheet: string, count: XmlCount): Uint8Array {
  const at = { row: 0, column: 0, count: 0 }
  const place = (): Place => ({ part: sheet, row: at.row, ...(at.column > 0 && { column: at.column }) })
  const enter = (tag: XmlTag): void => {
    if (tag.local === 'row') {
      at.row = Number(tag.attribute('r') ?? at.row + 1)
      at.column = 0
      if (++at.count > limits.tableRows) throw new Refusal('too-many-rows', { limit: limits.tableRows }, place())
    } else if (tag.local === 'c') {
      at.column = columnOf(tag.attribute('r')) ?? at.column + 1
      if (at.column > limits.rowCells) throw new Refusal('too-many-cells', { limit: limits.rowCells }, place())
    }
  }
  return copyPart(sheet, bytes, sheetNames, count, { enter, place })
}

/** "AB12" is in column 28. */
export function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}(?=[0-9]+$)/.exec(reference ?? '')?.[0]
  if (!letters) return undefined
  return Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0)
}

type Watch = { readonly enter: (tag: XmlTag) => void; readonly place: () => Place }

function copyPart(part: string, bytes: Uint8Array, names: Names, count: XmlCount, watch?: Watch): Uint8Array {
  const out = new Output()
  const path: string[] = []
  let outside = 0
  let length = 0
  const handler: XmlHandler = {
    open(tag) {
      path.push(tag.local)
      const kept = names.get(tag.local)
      if (outside > 0 || leftOut.has(tag.local)) {
        outside++
        return
      }
      if (!kept) return
      watch?.enter(tag)
      if (tag.local === 'si' || tag.local === 'c') length = 0
      out.add(`<${tag.local}${kept.map((name) => attributeXml(name, tag.attribute(name))).join('')}>`)
      if (inner[tag.local]) out.add(`<${inner[tag.local]}>`)
    },
    text(text) {
      const name = path.at(-1)
      if (outside > 0 || (name !== 'v' && name !== 't')) return
      length += text.length
      if (length > limits.cellCharacters) {
        throw new Refusal('cell-too-long', { limit: limits.cellCharacters }, watch?.place() ?? { part })
      }
      out.add(escaped(text))
    },
    close(tag) {
      path.pop()
      if (outside > 0) outside--
      else if (names.has(tag.local)) out.add(`${inner[tag.local] ? `</${inner[tag.local]}>` : ''}</${tag.local}>`)
    },
  }
  readXml(part, bytes, handler, count)
  return out.bytes()
}

/** Text that grows by small pieces and is kept as bytes: a million strings weigh ten times as much. */
class Output {
  private readonly chunks: Uint8Array[] = []
  private pending = ''

  add(text: string): void {
    this.pending += text
    if (this.pending.length > 1 << 16) this.flush()
  }

  bytes(): Uint8Array {
    this.flush()
    return Buffer.concat(this.chunks)
  }

  private flush(): void {
    this.chunks.push(Buffer.from(this.pending))
    this.pending = ''
  }
}

function attributeXml(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${name}="${escaped(value)}"`
}

function escaped(text: string): string {
  if (!/[&<>"]/.test(text)) return text
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function workbookXml(names: readonly string[], date1904: boolean): string {
  const sheets = names.map(
    (name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="s${index + 1}"/>`,
  )
  const settings = `<workbookPr date1904="${date1904 ? 1 : 0}"/>`
  return `<workbook xmlns="${main}" xmlns:r="${relations}">${settings}<sheets>${sheets.join('')}</sheets></workbook>`
}

function relationsXml(names: readonly string[]): string {
  const sheets = names.map(
    (_, index) =>
      `<Relationship Id="s${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  )
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.join('')}</Relationships>`
}

/** What each part of the copy is: the last word of its content type. */
const partKinds: readonly (readonly [RegExp, string])[] = [
  [/workbook\.xml$/, 'sheet.main'],
  [/sheet\d+\.xml$/, 'worksheet'],
  [/sharedStrings\.xml$/, 'sharedStrings'],
  [/styles\.xml$/, 'styles'],
]

function typesXml(files: readonly string[]): string {
  const overrides = files.flatMap((file) => {
    const kind = partKinds.find(([pattern]) => pattern.test(file))?.[1]
    return kind ? [`<Override PartName="/${file}" ContentType="${types}.${kind}+xml"/>`] : []
  })
  return `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">${overrides.join('')}</Types>`
}
