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
export type Tally = {
  readonly counted: readonly Predicate[]
  readonly by: Group
  readonly marked: readonly Predicate[]
}

/** Adds to `out[group × measures + place]` for each measure that holds, and marks pairs. */
export function countLoop({ counted, by, marked }: Tally, ground: Ground): Printed {
  return printed([...counted, ...marked], ground, (signs) => {
    if (by !== 'none') signs.columns.add(by)
    const lines = counted.flatMap((where, place) => {
      const sign = signs.print(where)
      return [...signs.takeLines(), `out[at + ${place}] += (${sign}) >>> 31`]
    })
    const at = by === 'none' ? '0' : `${by}Of[i] * ${counted.length}`
    return [`const at = ${at}`, ...lines, ...(marked.length > 0 ? markLines(marked, signs) : [])]
  })
}

/**
 * Sets the bit of (procedure, unit) where the predicate holds. Most rows end at the sieve; the bits of all predicates lie
 * side by side, so that of the others each touches one place in memory, and without a branch that nobody can guess.
 */
function markLines(wheres: readonly Predicate[], signs: Signs): readonly string[] {
  for (const column of ['unit', 'procedure']) signs.columns.add(column)
  const marks = wheres.flatMap((where, place) => {
    const sign = signs.print(where)
    return [...signs.takeLines(), `bits[word + ${place}] |= bit & ((${sign}) >> 31)`]
  })
  return [
    'const unit = unitOf[i]',
    'const procedure = procedureOf[i]',
    'const sieved = sieve[procedure * sieveWords + ((unit >>> 5) & (sieveWords - 1))]',
    'if (((sieved >>> (unit & 31)) & 1) === 0) continue',
    'const column = columns[unit]',
    'if (column < 0) continue',
    `const word = (lines[procedure] * lineWords + (column >>> 5)) * ${wheres.length}`,
    'const bit = 1 << (column & 31)',
    ...marks,
  ]
}

/** Writes the rows for which the predicate holds to `out`, and answers how many. */
export function selectLoop(where: Predicate, ground: Ground): Printed {
  return printed([where], ground, (signs) => {
    const sign = signs.print(where)
    return [...signs.takeLines(), `if ((${sign}) < 0) out[found++] = i`]
  })
}

function printed(wheres: readonly Predicate[], ground: Ground, body: (signs: Signs) => readonly string[]): Printed {
  const { layout, standing, over } = ground
  const signs = new Signs(layout, standing)
  const guards = guardsOf(wheres)
  const signsOfGuards = [...new Set(guards.map((each) => signs.print(each)))]
  const guard = signsOfGuards.includes('-1') ? [] : [`if ((${signsOfGuards.join(' | ') || '0'}) >= 0) continue`]
  const before = [...signs.takeLines(), ...guard]
  const lines = body(signs)
  if (over.masked) signs.columns.add('unit')
  if (over.oneProcedure) signs.columns.add('procedure')
  const possible = guards.map((each) => possibly(each, layout, standing)).join(' || ')
  const text = [
    `const possible = (zones, at, beforePeriod, moment, asOf) => ${possible || 'false'}`,
    `const run = (s, task, from, to, picked, out) => {`,
    `const { ${Object.values(markNames).join(', ')}, mask, only, somes, bits } = task`,
    'const { lines, columns, lineWords, sieve, sieveWords } = task.pairs',
    ...[...signs.columns].map((name) => `const ${name}Of = ${layout.times.includes(name) ? 's.times' : 's'}.${name}`),
    'let found = 0',
    'for (let k = from; k < to; k++) {',
    over.rows === 'picked' ? 'const i = picked[k]' : 'const i = k',
    ...(over.oneProcedure ? ['if (procedureOf[i] !== only) continue'] : []),
    // Rows lie by the time they came, so the guard is guessed right; of units every second guess would be wrong.
    ...before,
    ...(over.masked ? ['if (mask[unitOf[i]] === 0) continue'] : []),
    ...lines,
    '}',
    'return found',
    '}',
    'return { possible, run }',
  ].join('\n')
  return { text, somes: signs.somes }
}
