import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importsOf } from './code.ts'
import {
  aloneProblems,
  directionProblems,
  isTest,
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
import { bytesOf, projectFiles, some, textOf } from './tree.ts'

/** Style is a test. The rules are in rules.ts and are tried on made-up files in rules.test.ts. */

/** Kept byte for byte as they came, though not in NFC or with carriage returns: path → why. */
const asReceived: Readonly<Record<string, string>> = {}

const files = projectFiles()
const sources = some(
  files.filter((path) => /^(?:src|test|bench|bin|web)\/.*\.(?:ts|tsx|js|mjs)$/.test(path)),
  'source files',
)
const roomSources = some(
  sources.filter((path) => /^(?:src|web)\//.test(path)),
  'source files of rooms',
)
const shipped = roomSources.filter((path) => !isTest(path))
const pages = files.filter((path) => path.endsWith('.md'))

function isThere(fileOrFolder: string): boolean {
  return files.some((path) => path === fileOrFolder || path.startsWith(posix.join(fileOrFolder, '/')))
}

function problems(paths: readonly string[], rule: (path: string, text: string) => string[]): string[] {
  return some(paths, 'files for a rule').flatMap((path) => rule(path, textOf(path)))
}

describe('rooms', () => {
  test('imports go one way', () => {
    some(
      roomSources.flatMap((path) => importsOf(textOf(path))),
      'imports',
    )
    expect(problems(roomSources, directionProblems)).toEqual([])
  })

  test('clock, randomness and environment are arguments', () => {
    expect(problems(shipped, purityProblems)).toEqual([])
  })

  const rooms = new Set(roomSources.flatMap((path) => /^src\/[^/]+(?=\/)/.exec(path) ?? []))
  test.each([...some([...rooms], 'rooms'), 'index-sets', 'test', 'docs'])(
    '%s explains itself in half a page',
    (room) => {
      const path = posix.join(room, 'CONTEXT.md')
      expect(files).toContain(path)
      expect(textOf(path).split('\n').length - 1).toBeLessThanOrEqual(limits.contextLines)
    },
  )
})

describe('sources', () => {
  test('files and functions are short', () => {
    expect(problems(sources, sizeProblems)).toEqual([])
  })

  test('names say something', () => {
    expect(some(files, 'files').flatMap(nameProblems)).toEqual([])
  })

  test('no way around the types', () => {
    expect(problems(shipped, looseProblems)).toEqual([])
  })

  test('nothing is left open', () => {
    expect(problems(shipped, unfinishedProblems)).toEqual([])
  })

  test('no test is left on its own', () => {
    expect(problems(sources.filter(isTest), aloneProblems)).toEqual([])
  })
})

describe('files', () => {
  test('nothing is left over', () => {
    expect(some(files, 'files').flatMap(leftOverProblems)).toEqual([])
  })

  test('no path of one machine', () => {
    expect(problems(files, machinePathProblems)).toEqual([])
  })

  test('text is UTF-8 in NFC, with plain line ends', () => {
    const paths = some(
      files.filter((path) => asReceived[path] === undefined),
      'text files',
    )
    expect(paths.flatMap((path) => textProblems(path, bytesOf(path)))).toEqual([])
  })

  test('every exception is still there', () => {
    expect(Object.keys(asReceived).filter((path) => !files.includes(path))).toEqual([])
  })

  test('every relative link of a page leads to a file or folder', () => {
    const links = pages.flatMap((page) =>
      [...textOf(page).matchAll(/\]\((?!\w+:|#)([^)\s#]+)/g)].map(([, to = '']) => ({
        page,
        to: posix.join(posix.dirname(page), to),
      })),
    )
    expect(some(links, 'links').filter(({ to }) => !isThere(to))).toEqual([])
  })
})
