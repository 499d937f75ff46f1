import type { Fact } from '../../core/fact/fact.ts'
import type { Layout } from './layout.ts'
import type { Segment } from './segment.ts'

/** Writes the times, amounts and flags of a fact into a row. */
export type Writer = (segment: Segment, place: number, fact: Fact) => void

/** As JavaScript: by name, a column at a time, is ten times slower, and every change goes through here. */
export function writerText({ times, amounts, flags }: Layout): string {
  const bits = flags.map((name, bit) => `(flags.${name} ? ${1 << bit} : 0)`)
  return [
    'return (s, place, { times, amounts, flags }) => {',
    ...times.map((name) => `s.times.${name}[place] = times.${name}`),
    ...amounts.map((name) => `s.amounts.${name}[place] = amounts.${name}`),
    `s.flags[place] = ${bits.join(' | ') || '0'}`,
    '}',
  ].join('\n')
}

const writers = new Map<string, Writer>()

export function writerOf(layout: Layout): Writer {
  const text = writerText(layout)
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
