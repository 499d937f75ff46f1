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

/** Adds to `out[group × measures + place]` for each measure that holds. */
export function countLoop(wheres: readonly Predicate[], group: Group, ground: Ground): Printed {
  return printed(wheres, ground, (signs) => {
    if (group !== 'none') signs.columns.add(group)
    const lines = wheres.flatMap((where, place) => {
      const sign = signs.print(where)
      return [...signs.takeLines(), `out[at + ${place}] += (${sign}) >>> 31`]
    })
    const at = group === 'none' ? '0' : `${group}Of[i] * ${wheres.length}`
    return [`const at = ${at}`, ...lines]
  })
}

/**
 * Sets the bit of (procedure, unit) where the predicate holds; its line or column is −1 where nobody asks. The bits of all
 * predicates lie side by side, so that a row touches one place in memory, and without a branch that nobody can guess.
 */
export function pairsLoop(wheres: readonly Predicate[], ground: Ground): Printed {
  return printed(wheres, ground, (signs) => {
    for (const column of ['unit', 'procedure']) signs.columns.add(column)
    const prints = wheres.flatMap((where, place) => {
      const sign = signs.print(where)
      return [...signs.takeLines(), `out[word + ${place}] |= bit & ((${sign}) >> 31)`]
    })
    return [
      'const line = lines[procedureOf[i]]',
      'if (line < 0) continue',
      'const column = columns[unitOf[i]]',
      'if (column < 0) continue',
      `const word = (line * lineWords + (column >>> 5)) * ${wheres.length}`,
      'const bit = 1 << (column & 31)',
      ...prints,
    ]
  })
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
    `const { ${Object.values(markNames).join(', ')}, mask, only, somes, lines, columns, lineWords } = task`,
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
