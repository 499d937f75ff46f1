import { describe, expect, test } from 'vitest'
import {
  aloneProblems,
  directionProblems,
  leftOverProblems,
  limits,
  looseProblems,
  machinePathProblems,
  nameProblems,
  purityProblems,
  sizeProblems,
  textProblems,
  unfinishedProblems,
} from './rules.ts'
import { listedCodes, listedRows } from './markdown.ts'
import { some } from './tree.ts'

const imported = (path: string, from: string) => directionProblems(path, `import { a } from '${from}'`)
const typesFrom = (from: string) => `import type { A } from '${from}'`
/** Joined here, so that this file holds no such path itself. */
const rooted = (...parts: string[]) => ['', ...parts].join('/')
const functionOf = (lines: number) => `\nfunction f(): void {${'\n'.repeat(lines - 1)}}\n`
const bytes = (text: string) => new TextEncoder().encode(text)

describe('import direction', () => {
  test.each([
    ['src/core/score/a.ts', './b.ts'],
    ['src/core/score/a.ts', '../exact.ts'],
    ['src/core/score/a.ts', 'zod'],
    ['src/core/score/a.test.ts', 'node:fs'],
    ['src/core/score/a.test.ts', '../../../test/golden/figures.ts'],
    ['src/published/read/a.ts', '../../core/failure.ts'],
    ['src/published/read/a.ts', 'node:zlib'],
    ['src/published/read/a.ts', '../../file/b.ts'],
    ['src/intake/a.ts', '../file/b.ts'],
    ['src/file/a.ts', '../core/failure.ts'],
    ['src/office/a.ts', '../report/b.ts'],
    ['src/sample/a.ts', '../intake/b.ts'],
    ['src/sample/a.ts', 'node:fs/promises'],
    ['src/office/a.ts', '../sample/b.ts'],
    ['src/cli/a.ts', '../sample/b.ts'],
    ['src/cli/a.ts', '../office/b.ts'],
    ['src/cli/a.ts', '../server/b.ts'],
    ['src/server/a.ts', '../office/b.ts'],
    ['src/cli/a.ts', '../../package.json'],
    ['web/pages/a.tsx', '../../src/core/words.ts'],
  ])('%s may import %s', (path, from) => {
    expect(imported(path, from)).toEqual([])
  })

  test.each([
    ['src/core/score/a.ts', '../../published/b.ts', 'core imports published'],
    ['src/core/score/a.test.ts', '../../published/b.ts', 'core imports published'],
    ['src/core/a.ts', 'node:fs', 'core imports node:fs'],
    ['src/core/a.ts', 'fs', 'core imports fs'],
    ['src/core/a.ts', 'docx', 'core imports docx'],
    ['src/core/a.ts', '../../index-sets/a.json', 'core imports index-sets/a.json'],
    ['src/published/a.ts', '../report/b.ts', 'published imports report'],
    ['src/intake/a.ts', '../published/b.ts', 'intake imports published'],
    ['src/file/a.ts', '../published/b.ts', 'file imports published'],
    ['src/ledger/a.ts', '../file/b.ts', 'ledger imports file'],
    ['src/core/a.ts', '../file/b.ts', 'core imports file'],
    ['src/report/a.ts', '../published/b.ts', 'report imports published'],
    ['src/ledger/a.ts', '../engine/b.ts', 'ledger imports engine'],
    ['src/report/a.ts', '../office/b.ts', 'report imports office'],
    ['src/sample/a.ts', '../ledger/b.ts', 'sample imports ledger'],
    ['src/sample/a.ts', '../office/b.ts', 'sample imports office'],
    ['src/intake/a.ts', '../sample/b.ts', 'intake imports sample'],
    ['src/office/a.ts', '../cli/b.ts', 'office imports cli'],
    ['src/server/a.ts', '../cli/b.ts', 'server imports cli'],
    ['src/cli/a.ts', '/src/core/b.ts', 'relative path'],
    ['src/cli/a.ts', '#core/b.ts', 'relative path'],
    ['web/a.tsx', '../src/office/b.ts', 'web imports office'],
    ['web/a.tsx', '../src/server/b.ts', 'web imports server'],
    ['web/a.tsx', 'node:fs', 'web imports node:fs'],
    ['src/misc/a.ts', './b.ts', 'no known room'],
    ['src/a.ts', './b.ts', 'no known room'],
  ])('%s may not import %s', (path, from, problem) => {
    expect(imported(path, from)).toEqual([expect.stringContaining(problem)])
  })

  test('types count, except those of the API in web', () => {
    expect(directionProblems('src/core/a.ts', typesFrom('../office/b.ts'))).toHaveLength(1)
    expect(directionProblems('web/a.tsx', typesFrom('../src/server/api.ts'))).toEqual([])
  })

  test('a computed import is refused', () => {
    expect(directionProblems('src/cli/a.ts', 'await import(name)')).toEqual([expect.stringContaining('computed')])
  })
})

describe('clock, randomness, environment', () => {
  test.each([
    'Date.now()',
    'new Date()',
    'new Date',
    'Math.random()',
    'process.exit(1)',
    "process['env']",
    'globalThis.process',
    'console.log(1)',
    "fetch('https://x')",
    'performance.now()',
    'setTimeout(f, 1)',
  ])('%s is not for core', (source) => {
    expect(purityProblems('src/core/a.ts', source)).not.toEqual([])
    expect(purityProblems('src/core/a.test.ts', source)).toEqual([])
  })

  test.each(['Date.now()', 'new Date()', 'const { A } = process.env'])('%s is for the mains only', (source) => {
    expect(purityProblems('src/office/a.ts', source)).toHaveLength(1)
    expect(purityProblems('src/cli/main.ts', source)).toEqual([])
  })

  test.each([
    "new Date('2026-10-01')",
    '// Date.now() is for the mains',
    "'process.env'",
    'in.process(a)',
    'new DateTime(1)',
  ])('%s is harmless', (source) => {
    expect(purityProblems('src/core/a.ts', source)).toEqual([])
  })
})

describe('words and names', () => {
  test.each([
    'const a: any = 1',
    'b as any',
    'Array<any>',
    '// @ts-ignore',
    '// @ts-expect-error later',
    '// @ts-nocheck',
  ])('%s is loose', (source) => {
    expect(looseProblems('src/a.ts', source)).toHaveLength(1)
  })

  test.each(['// as any official knows', "'one: any unit'", 'const a: anything = b'])('%s is not', (source) => {
    expect(looseProblems('src/a.ts', source)).toEqual([])
  })

  test('what is left open', () => {
    expect(unfinishedProblems('src/a.ts', '// TODO\n// FIXME: a\n// XXX\n// a fixme or todo list')).toHaveLength(3)
  })

  test('a test left on its own', () => {
    expect(aloneProblems('a.test.ts', "test.only('a')\ndescribe.only('b')\ntest.concurrent.only('c')")).toHaveLength(3)
    expect(aloneProblems('a.test.ts', "test('it.only')\nlimits.only")).toEqual([])
  })

  test.each([
    'src/utils/a.ts',
    'src/a/date-helper.ts',
    'src/a/FileManager.ts',
    'src/a/engine.impl.ts',
    'src/a/IEngine.ts',
  ])('%s says nothing', (path) => {
    expect(nameProblems(path)).toHaveLength(1)
  })

  test.each(['src/core/index-set/load.ts', 'src/report/word/Image.ts', 'src/core/implied.ts'])('%s is fine', (path) => {
    expect(nameProblems(path)).toEqual([])
  })

  test.each(['src/a.ts.orig', 'docs/a.md.rej', 'a.BAK', 'src/.a.ts.swp', 'src/a.ts~'])('%s is left over', (path) => {
    expect(leftOverProblems(path)).toEqual([`${path}: left over`])
  })

  test.each(['src/original.ts', 'src/server/backup.ts', 'a.orig.ts'])('%s is not', (path) => {
    expect(leftOverProblems(path)).toEqual([])
  })

  test('paths of one machine', () => {
    expect(machinePathProblems('a.md', `see ${rooted('home', 'an', 'a.md')}\n"${rooted('work', 'a')}"`)).toHaveLength(2)
    expect(
      machinePathProblems('a.md', `https://example.vn${rooted('home', 'a')} and ./test${rooted('work', 'a')}`),
    ).toEqual([])
  })
})

describe('sizes, at the limit and one above', () => {
  test('lines of a file', () => {
    expect(sizeProblems('a.ts', '\n'.repeat(limits.fileLines))).toEqual([])
    expect(sizeProblems('a.ts', '\n'.repeat(limits.fileLines + 1))).toEqual(['a.ts: 401 lines; at most 400'])
    expect(sizeProblems('a.test.ts', '\n'.repeat(limits.fileLines + 1))).toHaveLength(1)
  })

  test('lines of a function', () => {
    expect(sizeProblems('a.ts', functionOf(limits.functionLines))).toEqual([])
    expect(sizeProblems('a.ts', functionOf(limits.functionLines + 1))).toEqual([
      'a.ts:2: function of 71 lines; at most 70',
    ])
  })
})

describe('text files', () => {
  test('NFC with newlines is fine; binary and empty files are none of our business', () => {
    expect(textProblems('a', bytes('Mức độ hài lòng\n'))).toEqual([])
    expect(textProblems('a', Uint8Array.of(80, 75, 3, 4, 0, 255))).toEqual([])
    expect(textProblems('a', new Uint8Array())).toEqual([])
  })

  test.each([
    ['Mức độ\n'.normalize('NFD'), 'not NFC'],
    ['a\r\nb\n', 'carriage return'],
    ['a', 'newline'],
    ['\u{FEFF}a\n', 'byte order mark'],
  ])('%j', (text, problem) => {
    expect(textProblems('a', bytes(text))).toEqual([expect.stringContaining(problem)])
  })

  test('a legacy encoding', () => {
    expect(textProblems('a', Uint8Array.of(0x4d, 0xfc, 0x63, 0x0a))).toEqual(['a: not UTF-8'])
  })
})

describe('lists in Markdown', () => {
  const page = [
    '| code | says |',
    '|---|---:|',
    '| `a-b` | x \\| y |',
    '|`c`|  |',
    '| d | not a code |',
    '',
    '`e`, | `f`',
  ].join('\n')

  test('codes are the first cells in back quotes', () => {
    expect(listedCodes(page)).toEqual(['a-b', 'c'])
  })

  test('rows keep their other cells as written', () => {
    expect(listedRows(page)).toEqual([
      ['a-b', 'x | y'],
      ['c', ''],
    ])
  })
})

test('a check that looked at nothing fails', () => {
  expect(() => some([], 'files of this kind')).toThrow('nothing to look at: files of this kind')
})
