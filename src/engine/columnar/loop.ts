import type { Predicate, Some } from '../../core/measure/predicate.ts'
import type { Layout } from './layout.ts'
import { guardsOf, possibly } from './guard.ts'
import { markNames, Signs, type Standing } from './signs.ts'

/** Which rows a loop goes over, and which of those it passes over. */
export type Over = {
  /** range: rows `from` to `to`. picked: the rows named in `picked` at those places. */
  readonly rows: 'range' | 'picked'
  /** Only rows of units that `mask` has. */
  readonly masked: boolean
  /** Only rows of the procedure `only`. */
  readonly oneProcedure: boolean
}

/** A loop as JavaScript, and the facts of other tables that it asks about. */
export type Printed = { readonly text: string; readonly somes: readonly Some[] }

/** What counts stand by. */
export type Group = 'unit' | 'procedure' | 'none'

type Ground = { readonly layout: Layout; readonly standing: Standing; readonly over: Over }

/** What is counted, by what, and which predicates have their pairs marked in the same pass. */
type Pass = {
  readonly counted: readonly Predicate[]
  readonly by: Group
  readonly marked: readonly Predicate[]
}

/**
 * A loop goes over some rows at a time, in stages, each a function of its own with few columns: the first picks those that
 * may count, without a branch that nobody can guess, and the others go over what it picked.
 */
const stageRows = 1024

/** Adds to `out[group × measures + place]` for each measure that holds, and marks pairs. */
export function countLoop({ counted, by, marked }: Pass, ground: Ground): Printed {
  return printed([...counted, ...marked], ground, (somes) => [
    ...(counted.length > 0
      ? [stage('count', new Signs(ground, somes), (signs) => countLines(counted, by, signs))]
      : []),
    ...(marked.length > 0 ? [stage('mark', new Signs(ground, somes), (signs) => markLines(marked, signs))] : []),
  ])
}

function countLines(wheres: readonly Predicate[], by: Group, signs: Signs): readonly string[] {
  if (by !== 'none') signs.columns.add(by)
  const at = by === 'none' ? '0' : `${by}Of[i] * ${wheres.length}`
  return [`const at = ${at}`, ...eachSign(wheres, signs, (sign, place) => `out[at + ${place}] += ${sign} >>> 31`)]
}

/**
 * Sets the bit of (procedure, unit) where the predicate holds. Most rows end at the sieve; the bits of all predicates lie
 * side by side, so that of the others each touches one place in memory.
 */
function markLines(wheres: readonly Predicate[], signs: Signs): readonly string[] {
  for (const column of ['unit', 'procedure']) signs.columns.add(column)
  return [
    'const procedure = procedureOf[i]',
    'const column = columns[unitOf[i]]',
    'const sieved = sieve[procedure * sieveWords + ((column >>> 5) & (sieveWords - 1))]',
    'if (((sieved >>> (column & 31)) & 1) === 0) continue',
    `const word = (lines[procedure] * lineWords + (column >>> 5)) * ${wheres.length}`,
    'const bit = 1 << (column & 31)',
    ...eachSign(wheres, signs, (sign, place) => `bits[word + ${place}] |= bit & (${sign} >> 31)`),
  ]
}

/** Writes the rows for which the predicate holds to `out`, and answers how many. */
export function selectLoop(where: Predicate, ground: Ground): Printed {
  return printed([where], ground, (somes) => [
    stage('select', new Signs(ground, somes), (signs) =>
      eachSign([where], signs, (sign) => `out[total] = i; total += ${sign} >>> 31`),
    ),
  ])
}

function eachSign(
  wheres: readonly Predicate[],
  signs: Signs,
  line: (sign: string, place: number) => string,
): readonly string[] {
  return wheres.flatMap((where, place) => {
    const sign = signs.print(where)
    return [...signs.takeLines(), line(`(${sign})`, place)]
  })
}

type Stage = { readonly name: string; readonly lines: readonly string[] }

/** Goes over the rows picked. */
function stage(name: string, signs: Signs, body: (signs: Signs) => readonly string[]): Stage {
  const lines = body(signs)
  return {
    name,
    lines: [
      `const ${name} = (s, task, found, out, total) => {`,
      `const { ${Object.values(markNames).join(', ')}, somes, bits } = task`,
      'const { lines, columns, lineWords, sieve, sieveWords } = task.pairs',
      ...signs.columnLines(),
      'for (let k = 0; k < found; k++) {',
      'const i = room[k]',
      ...lines,
      '}',
      'return total',
      '}',
    ],
  }
}

/** Picks the rows that some measure may count, of those asked about. */
function pick(guards: readonly Predicate[], { over, ...ground }: Ground): readonly string[] {
  const signs = new Signs(ground, [])
  const guard = [...new Set(guards.map((each) => signs.print(each)))].join(' | ') || '0'
  const asked = [
    ...(over.masked ? [' & mask[unitOf[i]]'] : []),
    ...(over.oneProcedure ? [' & (procedureOf[i] === only ? 1 : 0)'] : []),
  ]
  if (over.masked) signs.columns.add('unit')
  if (over.oneProcedure) signs.columns.add('procedure')
  return [
    'const pick = (s, task, from, to, picked) => {',
    `const { ${Object.values(markNames).join(', ')}, mask, only } = task`,
    ...signs.columnLines(),
    'let found = 0',
    'for (let k = from; k < to; k++) {',
    over.rows === 'picked' ? 'const i = picked[k]' : 'const i = k',
    ...signs.takeLines(),
    'room[found] = i',
    `found += ((${guard}) >>> 31)${asked.join('')}`,
    '}',
    'return found',
    '}',
  ]
}

function printed(
  wheres: readonly Predicate[],
  ground: Ground,
  stagesFor: (somes: Some[]) => readonly Stage[],
): Printed {
  const guards = guardsOf(wheres)
  const somes: Some[] = []
  const stages = stagesFor(somes)
  const possible = guards.map((each) => possibly(each, ground.layout, ground.standing)).join(' || ')
  const text = [
    `const possible = (zones, at, beforePeriod, moment, asOf) => ${possible || 'false'}`,
    `const room = new Int32Array(${stageRows})`,
    ...pick(guards, ground),
    ...stages.flatMap(({ lines }) => lines),
    'const run = (s, task, from, to, picked, out) => {',
    'let total = 0',
    `for (let first = from; first < to; first += ${stageRows}) {`,
    `const found = pick(s, task, first, Math.min(first + ${stageRows}, to), picked)`,
    'if (found === 0) continue',
    ...stages.map(({ name }) => `total = ${name}(s, task, found, out, total)`),
    '}',
    'return total',
    '}',
    'return { possible, run }',
  ].join('\n')
  return { text, somes }
}
