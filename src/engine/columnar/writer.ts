import { placesOf } from '../../core/fact/packed.ts'
import { type Table, tables } from '../../core/fact/tables.ts'
import type { Layout } from './layout.ts'
import type { Segment } from './segment.ts'

/** Writes the times, amounts and flags of a packed fact into a row. */
export type Writer = (segment: Segment, place: number, numbers: Int32Array, start: number) => void

/** As JavaScript: by name, a column at a time, is ten times slower, and every change goes through here. */
export function writerText(table: Table, layout: Pick<Layout, 'times' | 'amounts'>): string {
  const places = placesOf(table)
  const all: readonly string[] = tables[table].times
  return [
    'return (s, place, numbers, start) => {',
    ...layout.times.map((name) => `s.times.${name}[place] = numbers[start + ${all.indexOf(name)}]`),
    ...layout.amounts.map((name, at) => `s.amounts.${name}[place] = numbers[start + ${places.amounts + at}]`),
    `s.flags[place] = numbers[start + ${places.flags}]`,
    '}',
  ].join('\n')
}

const writers = new Map<string, Writer>()

export function writerOf(table: Table, layout: Layout): Writer {
  const text = writerText(table, layout)
  const known = writers.get(text)
  if (known !== undefined) return known
  // Printed from the names of the tables' columns, which are code of chiso's own.
  // oxlint-disable-next-line no-new-func, typescript/no-implied-eval
  const made: unknown = new Function(`'use strict'\n${text}`)()
  if (!isWriter(made)) throw new Error('a printed writer is a function')
  writers.set(text, made)
  return made
}

function isWriter(made: unknown): made is Writer {
  return typeof made === 'function'
}
