import { type Document, isMap, isNode, isPair, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type Failure, failure, type Place, type Result } from './failure.ts'
import { problemWords } from './problem.ts'
import type { Words } from './words.ts'

export type Path = readonly PropertyKey[]

/** A problem of one entry of a YAML file, in both languages. */
export type EntryProblem = { readonly path: Path; readonly reason: Words }

/** A YAML file of data that is kept by people: parsed once, and every problem leads back to its line and column. */
export class YamlFile {
  readonly #document: Document
  readonly #lines: LineCounter
  readonly #file: string

  private constructor(document: Document, lines: LineCounter, file: string) {
    this.#document = document
    this.#lines = lines
    this.#file = file
  }

  /** `file` is the name for messages. Failure: yaml-invalid. */
  static parse(text: string, file: string): Result<YamlFile> {
    const lines = new LineCounter()
    const document = parseDocument(text.normalize('NFC'), { lineCounter: lines })
    const yaml = new YamlFile(document, lines, file)
    if (document.errors.length === 0) return { ok: true, value: yaml }
    const failures = document.errors.map(({ code, pos }) =>
      failure('yaml-invalid', { reason: code }, yaml.#offset(pos[0])),
    )
    return { ok: false, failures }
  }

  /** The content as the schema has it, or every problem with its entry. */
  check<T extends z.ZodType>(
    schema: T,
  ): { readonly data: z.output<T> } | { readonly problems: readonly EntryProblem[] } {
    const parsed = schema.safeParse(this.#document.toJS({ maxAliasCount: 100 }), { reportInput: true })
    if (parsed.success) return { data: parsed.data }
    const problems = parsed.error.issues
      .map(deepest)
      .map((issue) => ({ path: pathOf(issue), reason: problemWords(issue) }))
    return { problems }
  }

  /** What the entry is called in a message: `groups.0.max`; the file's name for the whole. */
  field(path: Path): string {
    return path.map(String).join('.') || this.#file
  }

  /** Where an entry stands, or the nearest one above it that is there. */
  at(path: Path): Place {
    const offset = this.#find(path)
    if (offset !== undefined) return this.#offset(offset)
    return path.length > 0 ? this.at(path.slice(0, -1)) : { file: this.#file }
  }

  failures(code: Failure['code'], problems: readonly EntryProblem[]): Result<never> {
    const failures = problems.map(({ path, reason }) =>
      failure(code, { field: this.field(path), reason }, this.at(path)),
    )
    return { ok: false, failures }
  }

  #offset(offset: number): Place {
    const { line, col } = this.#lines.linePos(offset)
    return { file: this.#file, line, column: col }
  }

  /** Where the key stands if there is one, since a value may be far below it. */
  #find(path: Path): number | undefined {
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
function pathOf(problem: z.core.$ZodIssue): Path {
  return problem.code === 'unrecognized_keys' ? [...problem.path, problem.keys[0] ?? ''] : problem.path
}

/** Inside a union (one value or per level) the useful problem is the deepest one. */
function deepest(problem: z.core.$ZodIssue): z.core.$ZodIssue {
  if (problem.code !== 'invalid_union') return problem
  const inner = problem.errors.flat().toSorted((a, b) => b.path.length - a.path.length)[0]
  return inner ? deepest({ ...inner, path: [...problem.path, ...inner.path] }) : problem
}
