import { type Fact, flagOf, timeOf } from '../fact/fact.ts'
import type { Predicate, Some } from './predicate.ts'
import type { Span } from './span.ts'

/** What a predicate is judged with, besides the fact itself. */
export type Ground = {
  readonly span: Span
  /** Whether a fact for which `some.of` holds stands beside this one. */
  readonly some: (some: Some, fact: Fact) => boolean
}

/** The plain meaning of a predicate, one fact at a time: what every engine has to agree with. */
export function holds(predicate: Predicate, fact: Fact, ground: Ground): boolean {
  switch (predicate.op) {
    case 'flag':
      return flagOf(fact, predicate.flag)
    case 'happened':
      return timeOf(fact, predicate.time) <= ground.span[predicate.by]
    case 'standing':
      return timeOf(fact, 'from') <= ground.span.moment && ground.span.moment < timeOf(fact, 'until')
    case 'not':
      return !holds(predicate.of, fact, ground)
    case 'and':
      return predicate.of.every((of) => holds(of, fact, ground))
    case 'or':
      return predicate.of.some((of) => holds(of, fact, ground))
    case 'named':
      return holds(predicate.of, fact, ground)
    case 'some':
      return ground.some(predicate, fact)
  }
}
