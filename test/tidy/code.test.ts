import { describe, expect, test } from 'vitest'
import { bareCode, functionsOf, importsOf } from './code.ts'

const named = (source: string) => importsOf(source).map(({ from }) => from)
const body = (lines: number) => '\n'.repeat(lines - 1)

describe('bareCode blanks what is not code, and keeps every offset', () => {
  test.each([
    ['a // b\nc', 'a     \nc'],
    ['a /* b\n c */ d', 'a     \n      d'],
    [`f('x', "y \\" z")`, `f(' ', "      ")`],
    ['`a ${b + `c ${d}`} e`', '`  ${b + `  ${d}`}  `'],
    ['`${{ a: 1 }} }`', '`${{ a: 1 }}  `'],
    ['x.replace(/[\'"`/]/g, y)', 'x.replace(/      /g, y)'],
    ['const half = a / b / c', 'const half = a / b / c'],
    ["'https://x' // y", "'         '     "],
    ['/[/*]/', '/    /'],
    ['<p>{a}</p><b>{c} / 2</b>', '<p>{a}</p><b>{c} / 2</b>'],
    ['a < /b/', 'a < / /'],
  ])('%j', (source, bare) => {
    expect(bareCode(source)).toBe(bare)
    expect(bareCode(source)).toHaveLength(source.length)
  })
})

describe('importsOf', () => {
  test('finds every way to name a module', () => {
    const source = [
      "import a, { type B } from './a.ts'",
      "import type {\n  C,\n} from './c.ts'",
      "export * from './d.ts'",
      "export { e } from './e.ts'",
      "import './f.ts'",
      "const g = await import('./g.ts')",
      "type H = import('./h.ts').H",
      "import i from './i.json' with { type: 'json' }",
      "const j = require('./j.cjs')",
    ].join('\n')
    expect(named(source)).toEqual([
      './a.ts',
      './c.ts',
      './d.ts',
      './e.ts',
      './f.ts',
      './g.ts',
      './h.ts',
      './i.json',
      './j.cjs',
    ])
  })

  test('does not find what only looks like one', () => {
    const source = [
      "// import a from './a.ts'",
      `const b = "import b from './b.ts'"`,
      "const c = Array.from('./c.ts')",
      'const d = import.meta.url',
      "zone.import('./e.ts')",
      "export const f = './f.ts'",
    ].join('\n')
    expect(named(source)).toEqual([])
  })

  test('a computed name is null', () => {
    expect(named("import(name)\nimport('./a' + b)\nimport(`./${c}.ts`)")).toEqual([null, null, null])
  })

  test('knows imports that are types only, and lines', () => {
    const source =
      "import type { A } from './a.ts'\nexport type B = 1\nimport { c } from './c.ts'\nexport type { D } from './d.ts'"
    expect(importsOf(source)).toEqual([
      { from: './a.ts', typeOnly: true, line: 1 },
      { from: './c.ts', typeOnly: false, line: 3 },
      { from: './d.ts', typeOnly: true, line: 4 },
    ])
  })
})

describe('functionsOf', () => {
  test.each([
    ['a declaration', `function f(a: number) {${body(5)}}`],
    ['a return type', `export function f(): Promise<{ a: string; b: Map<string, [number]> }> {${body(5)}}`],
    ['a union of types', `function f(): { a: 1 } | { b: 2 } | undefined {${body(5)}}`],
    ['a type guard', `function f(a: A | B): a is A {${body(5)}}`],
    ['an arrow', `const f = (a: number): string => {${body(5)}}`],
    ['an arrow that is an object', `const f = () => ({${body(5)}})`],
    ['a method', `class A {  async f<T>(a: T): Promise<T> {${body(5)}} }`],
    ['a constructor and a getter', `class A { constructor(a: string) {${body(5)}} }`],
    ['parameters over lines', `function f(\n  { a, b }: C,\n): D {\n\n}`],
  ])('%s', (_, source) => {
    expect(functionsOf(source)).toEqual([{ line: 1, lines: 5 }])
  })

  test('what is no function', () => {
    const source = [
      `if (a) {${body(3)}}`,
      `for await (const a of b) {${body(3)}}`,
      'const c = d ? e(f) : {\n  g,\n}',
      'type H = { i(j: K): L\n m: { n: 1 } }',
      `switch (a) {\n  case b(c): {\n  }\n}`,
      `try {\n} catch (error) {\n}`,
    ].join('\n')
    expect(functionsOf(source)).toEqual([])
  })

  test('functions inside functions count for both', () => {
    expect(functionsOf('function f() {\n  g(() => {\n  })\n}')).toEqual([
      { line: 1, lines: 4 },
      { line: 2, lines: 2 },
    ])
  })

  test('a text with brackets that do not pair is refused, not passed over', () => {
    expect(() => functionsOf('function f() {')).toThrow('not closed')
    expect(() => functionsOf('f(]')).toThrow('closes nothing')
  })
})
