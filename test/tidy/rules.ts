import { isBuiltin } from 'node:module'
import { posix } from 'node:path'
import { bareCode, functionsOf, importsOf } from './code.ts'

/** Each rule takes a path and a text and answers with what is wrong, so that it can be tried on made-up files. */

const middle = ['access', 'ledger', 'engine', 'intake', 'published', 'report']
const belowMains = ['core', 'file', ...middle, 'sample', 'office']

/** Rooms of the middle that are given files by strangers. */
const readers = new Set(['intake', 'published'])

/** Which rooms a room may import, besides itself: core ← file ← the middle six ← office ← server ← cli. */
const mayImport: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['core', []],
  ['file', ['core']],
  ...middle.map((room) => [room, readers.has(room) ? ['core', 'file'] : ['core']] as const),
  // What it writes has to fit what intake reads: the templates are taken from there.
  ['sample', ['core', 'intake']],
  ['office', ['core', 'file', ...middle, 'sample']],
  ['server', belowMains],
  // One command starts the server.
  ['cli', [...belowMains, 'server']],
  ['web', ['core']],
])

/** Packages without I/O. */
const corePackages = new Set(['fraction.js', 'yaml', 'zod'])

/** Files that are run, not imported: only here may clock, environment and disk be taken from the air. */
const mains = new Set(['src/cli/main.ts', 'src/server/main.ts', 'src/server/desk-worker.ts'])

export const limits = { fileLines: 400, functionLines: 70, contextLines: 60, decisionLines: 45 }

export function isTest(path: string): boolean {
  return path.endsWith('.test.ts') || path.endsWith('.test.tsx')
}

function roomOf(path: string): string | null {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? (path.startsWith('web/') ? 'web' : null)
}

export function directionProblems(path: string, source: string): string[] {
  const room = roomOf(path)
  const allowed = room === null ? undefined : mayImport.get(room)
  if (room === null || allowed === undefined) return [`${path}: is in no known room`]
  return importsOf(source).flatMap(({ from, typeOnly, line }) => {
    const wrong = wrongImport({ path, room, allowed, from, typeOnly })
    return wrong === null ? [] : [`${path}:${line}: ${wrong}`]
  })
}

type Importing = {
  readonly path: string
  readonly room: string
  readonly allowed: readonly string[]
  readonly from: string | null
  readonly typeOnly: boolean
}

function wrongImport({ path, room, allowed, from, typeOnly }: Importing): string | null {
  if (from === null) return 'imports a computed name, which no rule can check'
  if (/^[/#]|^file:/.test(from)) return `imports ${from}; rooms are imported by relative path`
  if (!from.startsWith('.')) return wrongPackage(path, room, from)
  const target = posix.join(posix.dirname(path), from)
  const other = roomOf(target)
  if (other === room || (other !== null && allowed.includes(other))) return null
  if (other === null && (isTest(path) || ['office', 'server', 'cli'].includes(room))) return null
  if (room === 'web' && other === 'server' && typeOnly) return null
  return `${room} imports ${other ?? target}`
}

function wrongPackage(path: string, room: string, name: string): string | null {
  if (isTest(path) || mains.has(path)) return null
  if (room === 'core' && !corePackages.has(name)) return `core imports ${name}; it has no I/O and few packages`
  if (room === 'web' && isBuiltin(name)) return `web imports ${name}`
  return null
}

const clock = { 'Date.now': /\bDate\.now\b/, 'new Date()': /\bnew Date\b(?:\s*\(\s*\)|(?!\s*\())/ }
const outsideMains = { ...clock, 'process.env': /\bprocess\s*\.\s*env\b/ }
const inCore = {
  ...clock,
  'Math.random': /\bMath\.random\b/,
  process: /\bprocess\s*[.[]/,
  globalThis: /\bglobalThis\b/,
  console: /\bconsole\s*\./,
  fetch: /(?<!\.)\bfetch\s*\(/,
  'performance.now': /\bperformance\s*\./,
  timer: /\bset(?:Timeout|Interval|Immediate)\b/,
}

/** Clock, randomness, environment and network come as arguments. */
export function purityProblems(path: string, source: string): string[] {
  if (isTest(path) || mains.has(path)) return []
  return wordProblems(path, bareCode(source), roomOf(path) === 'core' ? inCore : outsideMains)
}

function wordProblems(path: string, text: string, words: Readonly<Record<string, RegExp>>): string[] {
  return text
    .split('\n')
    .flatMap((line, index) =>
      Object.entries(words).flatMap(([word, shape]) => (shape.test(line) ? [`${path}:${index + 1}: ${word}`] : [])),
    )
}

/** Ways around the types; in comments too, for the two directives. */
export function looseProblems(path: string, source: string): string[] {
  return [
    ...wordProblems(path, bareCode(source), { ': any': /:\s*any\b/, 'as any': /\bas\s+any\b/, '<any>': /<any\b/ }),
    ...wordProblems(path, source, { '@ts-ignore': /@ts-(?:ignore|nocheck)/, '@ts-expect-error': /@ts-expect-error/ }),
  ]
}

export function unfinishedProblems(path: string, source: string): string[] {
  return wordProblems(path, source, { TODO: /\bTODO\b/, FIXME: /\bFIXME\b/, XXX: /\bXXX\b/ })
}

/** A test left on its own silences all the others. */
export function aloneProblems(path: string, source: string): string[] {
  return wordProblems(path, bareCode(source), { '.only': /\b(?:it|test|describe|suite)(?:\.\w+)*\.only\b/ })
}

const bannedNames = new Set(['util', 'utils', 'helper', 'helpers', 'manager', 'managers', 'impl'])

/** Names that say nothing: utils, helpers, manager, Impl, and the I of IThing. */
export function nameProblems(path: string): string[] {
  return path.split('/').flatMap((part) => {
    const words = part.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2').split(/[-_.]/)
    const banned = words.find((word) => bannedNames.has(word.toLowerCase()))
    if (banned !== undefined) return [`${path}: "${banned}" names nothing`]
    return /^I[A-Z][a-z]/.test(part) ? [`${path}: I-prefix`] : []
  })
}

/** What editors, merges and patches leave beside the file that they changed. */
const leftOver = /(?:\.(?:orig|rej|bak|swp)|~)$/i

export function leftOverProblems(path: string): string[] {
  return leftOver.test(path) ? [`${path}: left over`] : []
}

/** A path of one machine; the folder names are joined here so that this file may hold them. */
const machinePath = new RegExp(`(?<![\\w.])/(?:${['work', 'home', 'root'].join('|')})/`)

export function machinePathProblems(path: string, text: string): string[] {
  return wordProblems(path, text, { 'a path of one machine': machinePath })
}

export function sizeProblems(path: string, source: string): string[] {
  const lines = source.split('\n').length - (source.endsWith('\n') ? 1 : 0)
  const long = lines > limits.fileLines ? [`${path}: ${lines} lines; at most ${limits.fileLines}`] : []
  // The callback of a `describe` is a chapter, not a function to hold in the head.
  if (isTest(path)) return long
  const functions = functionsOf(source).filter((span) => span.lines > limits.functionLines)
  const most = limits.functionLines
  return [...long, ...functions.map((span) => `${path}:${span.line}: function of ${span.lines} lines; at most ${most}`)]
}

/** Binary files are recognised by a NUL byte. Anything else is UTF-8 in NFC, with \n, and ends with one. */
export function textProblems(path: string, bytes: Uint8Array): string[] {
  if (bytes.length === 0 || bytes.includes(0)) return []
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return [`${path}: not UTF-8`]
  }
  return [
    ...(text.startsWith('\u{FEFF}') ? [`${path}: starts with a byte order mark`] : []),
    ...(text === text.normalize('NFC') ? [] : [`${path}: not NFC`]),
    ...(text.includes('\r') ? [`${path}: carriage return`] : []),
    ...(text.endsWith('\n') ? [] : [`${path}: does not end with a newline`]),
  ]
}
