/**
 * Just enough reading of TypeScript for the rules: which modules a file imports and how long its functions are. The
 * TypeScript 7 compiler exports no stable syntax tree. Bracket pairs are checked, so a file that is misread throws.
 */

const comment = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y
const quoted = /'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*"/y
const template = /[`}](?:\\[\s\S]|\$(?!\{)|[^`\\$])*(?:`|\$\{)/y
const pattern = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//y
/** What stands before a slash that opens a regular expression; after anything else the slash divides, or ends a tag. */
const opensPattern = /(?:^|[(,=:[!&|?{;+*%>~^]|<\s|\b(?:return|typeof|case|of|in))\s*$/

function blank(text: string): string {
  return text.replaceAll(/[^\n]/g, ' ')
}

/** The same text at the same length, with comments and the insides of strings, templates and patterns blanked. */
export function bareCode(source: string): string {
  const depths: number[] = [] // one per open `${`: the braces open inside it
  let bare = ''
  const at = (shape: RegExp): string | undefined => {
    shape.lastIndex = bare.length
    return shape.exec(source)?.[0]
  }
  while (bare.length < source.length) {
    const char = source[bare.length] ?? ''
    const closesHole = char === '}' && depths.at(-1) === 0
    if (closesHole) depths.pop()
    const note = char === '/' ? at(comment) : undefined
    const text =
      char === "'" || char === '"'
        ? at(quoted)
        : char === '`' || closesHole
          ? at(template)
          : char === '/' && opensPattern.test(bare.slice(-40))
            ? at(pattern)
            : undefined
    if (note !== undefined) bare += blank(note)
    else if (text !== undefined) {
      const end = text.endsWith('${') ? '${' : text.slice(-1)
      if (end === '${') depths.push(0)
      bare += char + blank(text.slice(1, -end.length)) + end
    } else {
      const depth = depths.at(-1)
      if (depth !== undefined && (char === '{' || char === '}'))
        depths[depths.length - 1] = depth + (char === '{' ? 1 : -1)
      bare += char
    }
  }
  return bare
}

export type Import = { readonly from: string | null; readonly typeOnly: boolean; readonly line: number }

const importing = /\bfrom\s*(?=['"])|(?<!\.)\bimport\s*(?=['"])|(?<!\.)\b(?:import|require)\s*\(\s*/g

/** Every module a file names, statically, dynamically or in a type. `from: null`: computed, so nobody can tell. */
export function importsOf(source: string): Import[] {
  const bare = bareCode(source)
  return [...bare.matchAll(importing)].map((match) => {
    const start = match.index + match[0].length
    const quote = bare[start] ?? ''
    const end = `'"\``.includes(quote) ? bare.indexOf(quote, start + 1) : -1
    const whole = end > 0 && (!match[0].includes('(') || /^\s*[,)]/.test(bare.slice(end + 1)))
    const from = source.slice(start + 1, end)
    const words = [...bare.slice(0, match.index).matchAll(/\b(?:import|export)\b(\s+type\b)?/g)]
    const typeOnly = match[0].startsWith('from') && words.at(-1)?.[1] !== undefined
    return { from: whole && !from.includes('${') ? from : null, typeOnly, line: lineAt(bare, match.index) }
  })
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** Where each bracket closes. Throws when they do not pair: the text was misread, or is not code. */
function pairsOf(bare: string): ReadonlyMap<number, number> {
  const closers: Record<string, string> = { '(': ')', '[': ']', '{': '}' }
  const open: number[] = []
  const pairs = new Map<number, number>()
  for (const { 0: char, index } of bare.matchAll(/[()[\]{}]/g)) {
    if (closers[char] !== undefined) {
      open.push(index)
      continue
    }
    const start = open.pop()
    if (start === undefined || closers[bare[start] ?? ''] !== char)
      throw new Error(`line ${lineAt(bare, index)}: "${char}" closes nothing`)
    pairs.set(start, index)
  }
  if (open.length > 0) throw new Error(`line ${lineAt(bare, open[0] ?? 0)}: a bracket is not closed`)
  return pairs
}

const control = /\b(?:if|for|for\s+await|while|switch|catch|with)\s*$/

/** Where a function's body opens, read on from the end of its parameters; null: these were no parameters. */
function bodyAfter(bare: string, parameters: number, pairs: ReadonlyMap<number, number>): number | null {
  const head = /^\s*(?:(\{)|=>\s*([({])|:)/.exec(bare.slice(parameters))
  if (!head) return null
  const here = parameters + head[0].length
  if (head[1] !== undefined || head[2] !== undefined) return here - 1
  return bodyAfterType(bare, here, pairs)
}

/** Reads over a return type. A brace after `:`, `|`, `&` or inside `<…>` belongs to the type, any other is the body. */
function bodyAfterType(bare: string, start: number, pairs: ReadonlyMap<number, number>): number | null {
  const endsType = /[;,)\]}=]|\n\s*\n|\b(?:const|let|if|for|while|switch|return|throw|function|export|class)\b/y
  let generics = 0
  let here = start
  while (here < bare.length) {
    const char = bare[here] ?? ''
    const close = pairs.get(here)
    endsType.lastIndex = here
    if (bare.startsWith('=>', here))
      return /^=>\s*[({]/.test(bare.slice(here)) ? bare.slice(here).search(/[({]/) + here : null
    if (char === '{' && generics === 0 && !/[:|&]\s*$/.test(bare.slice(0, here))) return here
    if (close !== undefined) here = close
    else if (char === '<') generics++
    else if (char === '>') generics--
    else if (generics === 0 && endsType.test(bare)) return null
    here++
  }
  return null
}

export type Span = { readonly line: number; readonly lines: number }

/** Every function with a body in brackets: where it starts, and its lines from parameters to closing bracket. */
export function functionsOf(source: string): Span[] {
  const bare = bareCode(source)
  const pairs = pairsOf(bare)
  const spans: Span[] = []
  for (const [start, end] of pairs) {
    if (bare[start] !== '(' || control.test(bare.slice(Math.max(0, start - 20), start))) continue
    const body = bodyAfter(bare, end + 1, pairs)
    const close = body === null ? undefined : pairs.get(body)
    if (close === undefined) continue
    const line = lineAt(bare, start)
    spans.push({ line, lines: lineAt(bare, close) - line + 1 })
  }
  return spans.toSorted((a, b) => a.line - b.line)
}
