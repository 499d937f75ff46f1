import type { Glyph } from './pdf-page.ts'

/** Glyphs that stand on one baseline, from left to right, without blanks. */
export type TextLine = { readonly y: number; readonly size: number; readonly glyphs: readonly Glyph[] }

/** Glyphs of one line that no wide gap parts: a word or several, never text of two columns. */
export type Run = { readonly text: string; readonly left: number; readonly right: number }

/** In letter sizes. Justified words stand closer than a column's padding. */
const columnGap = 0.5
/** Where blanks are not drawn, a gap is one. Where they are, letters of a substitute font stand loosely. */
const blankGap = 0.2

/** The lines of some glyphs, from top to bottom, whatever the order in which they were drawn. */
export function textLines(glyphs: readonly Glyph[]): readonly TextLine[] {
  const lines: { y: number; size: number; glyphs: Glyph[] }[] = []
  for (const glyph of withMarks(glyphs).toSorted((left, right) => left.y - right.y)) {
    const line = lines.at(-1)
    if (line && glyph.y - line.y < Math.max(line.size, glyph.size) / 2) line.glyphs.push(glyph)
    else lines.push({ y: glyph.y, size: glyph.size, glyphs: [glyph] })
  }
  return lines.map(({ y, size, glyphs: unsorted }) => {
    return { y, size, glyphs: withoutDoubles(unsorted.toSorted((left, right) => left.x - right.x)) }
  })
}

export function lineText(line: TextLine): string {
  return joined(line.glyphs)
}

export function cellTextOf(glyphs: readonly Glyph[]): string {
  const text = textLines(glyphs).map(lineText).join(' ')
  // A number column too narrow for "3.1.1" breaks it after a dot.
  return /^\s*\d+(?:\.\s*\d+)+\s*$/.test(text) ? text.replaceAll(/\s/g, '') : text
}

export function runsOf(line: TextLine): readonly Run[] {
  const runs: Glyph[][] = []
  for (const glyph of line.glyphs.filter(({ text }) => text.trim() !== '')) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && glyph.x - last.end < columnGap * line.size) run.push(glyph)
    else runs.push([glyph])
  }
  return runs.map((run) => ({
    text: joined(run),
    left: run[0]?.x ?? 0,
    right: run.reduce((right, { end }) => Math.max(right, end), 0),
  }))
}

/** A mark drawn on its own belongs to the letter drawn before it, wherever the font puts it. */
function withMarks(glyphs: readonly Glyph[]): readonly Glyph[] {
  const whole: Glyph[] = []
  for (const glyph of glyphs) {
    const last = whole.at(-1)
    if (last && /^\p{M}+$/u.test(glyph.text) && Math.abs(glyph.y - last.y) < last.size) {
      whole[whole.length - 1] = { ...last, text: last.text + glyph.text }
    } else whole.push(glyph)
  }
  return whole
}

/** Some programs make bold by drawing a letter twice, a hair apart. */
function withoutDoubles(glyphs: readonly Glyph[]): readonly Glyph[] {
  return glyphs.filter((glyph, index) => {
    const last = glyphs[index - 1]
    return !last || last.text !== glyph.text || glyph.x - last.x > 0.08 * glyph.size
  })
}

function joined(glyphs: readonly Glyph[]): string {
  const gap = glyphs.some((glyph) => glyph.text.trim() === '') ? columnGap : blankGap
  let text = ''
  let end = Number.POSITIVE_INFINITY
  for (const glyph of glyphs) {
    if (glyph.x - end > gap * glyph.size) text += ' '
    text += glyph.text
    end = glyph.end
  }
  return text
}
