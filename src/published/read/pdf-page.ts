/** One piece of text as the PDF draws it, usually one letter. Points; x grows to the right, y downwards. */
export type Glyph = {
  readonly text: string
  readonly x: number
  /** Where the next letter of the same word would stand. */
  readonly end: number
  /** The baseline. */
  readonly y: number
  readonly size: number
}

/** A drawn straight line, level or upright, as long as it is: the border of a table cell or a line under a word. */
export type Rule = { readonly at: number; readonly from: number; readonly to: number }

export type PdfPage = {
  /** In the order in which they are drawn. */
  readonly glyphs: readonly Glyph[]
  readonly level: readonly Rule[]
  readonly upright: readonly Rule[]
}

type Operators = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] }
type OperatorNames = Readonly<Record<string, number>>

/** a b c d e f: x' = ax + cy + e, y' = bx + dy + f. */
type Matrix = readonly [number, number, number, number, number, number]
const identity: Matrix = [1, 0, 0, 1, 0, 0]

/**
 * Draws a page in the mind: follows its drawing operators and notes where each letter and each border comes to stand.
 * The library's own text extraction is not used because it guesses blanks and word order before anyone knows the
 * columns, and LibreOffice draws the Vietnamese letters of a line after all its others.
 */
export function pdfPage(operators: Operators, names: OperatorNames, view: readonly number[]): PdfPage {
  const pen = new Pen(matrixOf(view) ?? identity)
  const nameOf = new Map(Object.entries(names).map(([name, code]) => [code, name]))
  for (const [index, code] of operators.fnArray.entries()) {
    const args = operators.argsArray[index]
    pen.draw(nameOf.get(code) ?? '', Array.isArray(args) ? args : [], nameOf)
  }
  return pen
}

/** What q saves and Q brings back. */
type State = {
  readonly matrix: Matrix
  readonly size: number
  readonly leading: number
  readonly rise: number
  readonly charSpace: number
  readonly wordSpace: number
  readonly stretch: number
}

const maxSaved = 1000

class Pen implements PdfPage {
  readonly glyphs: Glyph[] = []
  readonly level: Rule[] = []
  readonly upright: Rule[] = []
  private readonly saved: State[] = []
  private state: State
  private line: Matrix = identity
  private text: Matrix = identity

  constructor(view: Matrix) {
    this.state = { matrix: view, size: 0, leading: 0, rise: 0, charSpace: 0, wordSpace: 0, stretch: 1 }
  }

  draw(name: string, args: readonly unknown[], nameOf: ReadonlyMap<number, string>): void {
    switch (name) {
      case 'save':
        if (this.saved.length < maxSaved) this.saved.push(this.state)
        return
      case 'restore':
      case 'paintFormXObjectEnd':
        this.state = this.saved.pop() ?? this.state
        return
      case 'transform':
        this.transform(matrixOf(args))
        return
      case 'paintFormXObjectBegin':
        this.saved.push(this.state)
        this.transform(matrixOf(args[0]))
        return
      case 'constructPath':
        this.path(nameOf.get(number(args[0])) ?? '', Array.isArray(args[1]) ? args[1][0] : undefined)
        return
      default:
        this.drawText(name, args)
    }
  }

  private transform(by: Matrix | undefined): void {
    if (by) this.state = { ...this.state, matrix: times(this.state.matrix, by) }
  }

  private drawText(name: string, args: readonly unknown[]): void {
    const value = number(args[0])
    switch (name) {
      case 'beginText':
        this.startLine(identity)
        return
      case 'setFont':
        this.state = { ...this.state, size: number(args[1]) }
        return
      case 'setLeading':
        this.state = { ...this.state, leading: -value }
        return
      case 'setCharSpacing':
        this.state = { ...this.state, charSpace: value }
        return
      case 'setWordSpacing':
        this.state = { ...this.state, wordSpace: value }
        return
      case 'setHScale':
        this.state = { ...this.state, stretch: value / 100 }
        return
      case 'setTextRise':
        this.state = { ...this.state, rise: value }
        return
      case 'setTextMatrix':
        this.startLine(matrixOf(args[0]) ?? matrixOf(args) ?? identity)
        return
      case 'moveText':
        this.startLine(times(this.line, [1, 0, 0, 1, value, number(args[1])]))
        return
      case 'setLeadingMoveText':
        this.state = { ...this.state, leading: number(args[1]) }
        this.startLine(times(this.line, [1, 0, 0, 1, value, number(args[1])]))
        return
      case 'nextLine':
        this.startLine(times(this.line, [1, 0, 0, 1, 0, this.state.leading]))
        return
      case 'showText':
        if (Array.isArray(args[0])) for (const item of args[0]) this.show(item)
    }
  }

  private startLine(matrix: Matrix): void {
    this.line = matrix
    this.text = matrix
  }

  /** A letter, or a number: a shift to the left in thousandths of the letter size. */
  private show(item: unknown): void {
    const { size, stretch, charSpace, wordSpace, rise, matrix } = this.state
    if (typeof item === 'number') {
      this.text = times(this.text, [1, 0, 0, 1, (-item / 1000) * size * stretch, 0])
      return
    }
    if (!isLetter(item)) return
    const width = (item.width / 1000) * size * stretch
    const space = (charSpace + (item.isSpace ? wordSpace : 0)) * stretch
    const page = times(matrix, this.text)
    const start = apply(page, 0, rise)
    const end = apply(page, width, rise)
    // Text that does not run from left to right, such as a stamp's or a watermark's, is not part of a table.
    if (Math.abs(end.y - start.y) <= Math.abs(end.x - start.x) && end.x >= start.x) {
      const height = Math.abs(size) * Math.hypot(page[2], page[3])
      this.glyphs.push({ text: item.unicode, x: start.x, end: end.x, y: start.y, size: height })
    }
    this.text = times(this.text, [1, 0, 0, 1, width + space, 0])
  }

  /** Borders are drawn as strokes, as outlines, or as filled boxes thinner than a letter. */
  private path(action: string, data: unknown): void {
    const fills = /fill/i.test(action)
    const strokes = /stroke/i.test(action)
    if (!(data instanceof Float32Array) || (!fills && !strokes)) return
    for (const outline of outlines(data)) {
      const points = outline.map(([x, y]) => apply(this.state.matrix, x, y))
      if (strokes) for (const [index, point] of points.entries()) this.border(points[index - 1] ?? point, point)
      else this.thinBox(points)
    }
  }

  private thinBox(points: readonly Point[]): void {
    const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    const middle = { x: (left + right) / 2, y: (top + bottom) / 2 }
    if (bottom - top <= thin) this.border({ x: left, y: middle.y }, { x: right, y: middle.y })
    else if (right - left <= thin) this.border({ x: middle.x, y: top }, { x: middle.x, y: bottom })
  }

  private border(one: Point, other: Point): void {
    const [width, height] = [Math.abs(one.x - other.x), Math.abs(one.y - other.y)]
    if (height < 0.5 && width > thin) {
      this.level.push({ at: one.y, from: Math.min(one.x, other.x), to: Math.max(one.x, other.x) })
    } else if (width < 0.5 && height > thin) {
      this.upright.push({ at: one.x, from: Math.min(one.y, other.y), to: Math.max(one.y, other.y) })
    }
  }
}

const thin = 3

type Point = { readonly x: number; readonly y: number }
type Letter = { readonly unicode: string; readonly width: number; readonly isSpace: boolean }

function isLetter(item: unknown): item is Letter {
  return (
    typeof item === 'object' &&
    item !== null &&
    'unicode' in item &&
    typeof item.unicode === 'string' &&
    'width' in item &&
    typeof item.width === 'number'
  )
}

/** How many numbers follow each code of the library's packed paths: move, line, two kinds of curves, close. */
const pathArguments = [2, 2, 6, 4, 0]

/** The corners of each outline of a path. Curves end an outline: no border is curved. */
function outlines(data: Float32Array): readonly (readonly (readonly [number, number])[])[] {
  const found: [number, number][][] = []
  let at = 0
  while (at < data.length) {
    const code = data[at] ?? 0
    const [x, y] = [data[at + 1] ?? 0, data[at + 2] ?? 0]
    const current = found.at(-1)
    if (code === 0 || code === 2 || code === 3) found.push(code === 0 ? [[x, y]] : [])
    else if (code === 1) current?.push([x, y])
    else if (current?.[0]) current.push(current[0])
    at += 1 + (pathArguments[code] ?? 0)
  }
  return found.filter((outline) => outline.length > 1)
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function matrixOf(value: unknown): Matrix | undefined {
  const list = Array.isArray(value) || value instanceof Float32Array ? [...value] : []
  if (list.length !== 6) return undefined
  return [number(list[0]), number(list[1]), number(list[2]), number(list[3]), number(list[4]), number(list[5])]
}

function times(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ]
}

function apply(m: Matrix, x: number, y: number): Point {
  return { x: m[0] * x + m[2] * y + m[4], y: m[1] * x + m[3] * y + m[5] }
}
