import { isMap, isNode, isPair, LineCounter, parseDocument, type Document } from 'yaml'
import type { z } from 'zod'
import { exact, sum, toNumber } from '../exact.ts'
import { type Failure, failure, type Place, type Result } from '../failure.ts'
import { problemWords } from '../problem.ts'
import type { Words } from '../words.ts'
import { type IndexSet, indexSet } from './index-set.ts'
import { type IndexSetFile, indexSetFile } from './schema.ts'

/** A set that can be used, with what looks wrong in it. Maxima that do not add warn, they do not refuse. */
export type LoadedIndexSet = { readonly indexSet: IndexSet; readonly warnings: readonly IndexSetWarning[] }

export type IndexSetWarning = Words & {
  readonly code: 'maxima-do-not-add'
  readonly place: Place
}

type Path = readonly PropertyKey[]

/** Finds lines and columns in the YAML text for a path of the parsed value. */
class Places {
  readonly #document: Document
  readonly #lines: LineCounter
  readonly #file: string

  constructor(document: Document, lines: LineCounter, file: string) {
    this.#document = document
    this.#lines = lines
    this.#file = file
  }

  at(path: Path): Place {
    const offset = this.#offset(path)
    if (offset === undefined) return path.length > 0 ? this.at(path.slice(0, -1)) : { file: this.#file }
    return this.offset(offset)
  }

  offset(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset)
    return { file: this.#file, line, column: col }
  }

  /** Where the key stands if there is one, since a value may be far below it. */
  #offset(path: Path): number | undefined {
    const parent = path.length > 1 ? this.#document.getIn(path.slice(0, -1), true) : this.#document.contents
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isNode(item.key) && String(item.key) === String(path.at(-1)))
      if (isPair(pair) && isNode(pair.key)) return pair.key.range?.[0]
    }
    const node = path.length > 0 ? this.#document.getIn(path, true) : undefined
    return isNode(node) ? node.range?.[0] : undefined
  }
}

/** The key that an unknown-key problem is about stands in the text, so point there and not at its map. */
function problemPath(problem: z.core.$ZodIssue): Path {
  return problem.code === 'unrecognized_keys' ? [...problem.path, problem.keys[0] ?? ''] : problem.path
}

/** Inside a union (one value or per level) the useful problem is the deepest one. */
function deepest(problem: z.core.$ZodIssue): z.core.$ZodIssue {
  if (problem.code !== 'invalid_union') return problem
  const inner = problem.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0]
  return inner ? deepest({ ...inner, path: [...problem.path, ...inner.path] }) : problem
}

function entryFailures(file: IndexSetFile, places: Places): Failure[] {
  const failures: Failure[] = []
  const seen = new Set<string>()
  const once = (id: string, path: Path) => {
    if (seen.has(id)) failures.push(failure('index-set-duplicate', { id }, places.at(path)))
    seen.add(id)
  }
  const wrong = (field: string, reason: Words, path: Path) =>
    failures.push(failure('index-set-invalid', { field, reason }, places.at(path)))
  for (const [g, group] of file.groups.entries()) {
    once(group.code, ['groups', g, 'code'])
    for (const [i, entry] of group.indicators.entries()) {
      const path = ['groups', g, 'indicators', i]
      once(entry.id, [...path, 'id'])
      if (entry.kind === 'scored') {
        for (const key of ['max', 'target', 'part', 'whole'] as const) {
          if (entry[key] === undefined)
            wrong(`${entry.id}.${key}`, { vi: 'chỉ số có chấm điểm phải có', en: 'a scored indicator needs it' }, path)
        }
      }
      const factor = entry.multiplyBy
      if (factor !== undefined && !file.groups.some((g2) => g2.indicators.some((other) => other.id === factor)))
        wrong(
          `${entry.id}.multiplyBy`,
          { vi: `bộ này không có chỉ số "${factor}"`, en: `no indicator "${factor}" in this set` },
          [...path, 'multiplyBy'],
        )
    }
  }
  if (
    file.bands.at(-1)?.from !== 0 ||
    file.bands.some((band, i) => i > 0 && band.from >= (file.bands[i - 1]?.from ?? 0))
  )
    wrong(
      'bands',
      {
        vi: 'các mức xếp từ cao xuống thấp, mức cuối bắt đầu từ 0',
        en: 'bands go from the highest down and the last starts at 0',
      },
      ['bands'],
    )
  return failures
}

function maximaWarnings(file: IndexSetFile, places: Places): IndexSetWarning[] {
  const warnings: IndexSetWarning[] = []
  const warn = (what: Words, listed: number, stated: number, path: Path) =>
    warnings.push({
      code: 'maxima-do-not-add',
      place: places.at(path),
      vi: `${what.vi}: các điểm tối đa cộng lại được ${String(listed).replace('.', ',')}, ghi là ${String(stated).replace('.', ',')}.`,
      en: `${what.en}: the maxima listed add to ${listed}, the file says ${stated}.`,
    })
  const add = (maxima: readonly (number | undefined)[]) => toNumber(sum(maxima.map((max) => exact(max ?? 0))))
  for (const [g, group] of file.groups.entries()) {
    const listed = add(group.indicators.map((entry) => entry.max))
    if (listed !== group.max)
      warn({ vi: `Nhóm ${group.code}`, en: `Group ${group.code}` }, listed, group.max, ['groups', g, 'max'])
  }
  const listed = add(file.groups.map((group) => group.max))
  if (listed !== file.total) warn({ vi: 'Toàn bộ', en: 'The whole set' }, listed, file.total, ['total'])
  return warnings
}

/**
 * Reads an index-set file. `file` is its name, for messages. Failures carry line and column:
 * yaml-invalid, index-set-invalid, index-set-duplicate.
 */
export function loadIndexSet(text: string, file: string): Result<LoadedIndexSet> {
  const lines = new LineCounter()
  const document = parseDocument(text.normalize('NFC'), { lineCounter: lines })
  const places = new Places(document, lines, file)
  if (document.errors.length > 0) {
    const failures = document.errors.map((error) =>
      failure('yaml-invalid', { reason: error.code }, places.offset(error.pos[0])),
    )
    return { ok: false, failures }
  }
  const parsed = indexSetFile.safeParse(document.toJS({ maxAliasCount: 100 }), { reportInput: true })
  if (!parsed.success) {
    const failures = parsed.error.issues.map(deepest).map((problem) => {
      const field = problemPath(problem).join('.') || file
      return failure('index-set-invalid', { field, reason: problemWords(problem) }, places.at(problemPath(problem)))
    })
    return { ok: false, failures }
  }
  const failures = entryFailures(parsed.data, places)
  if (failures.length > 0) return { ok: false, failures }
  return { ok: true, value: { indexSet: indexSet(parsed.data), warnings: maximaWarnings(parsed.data, places) } }
}
