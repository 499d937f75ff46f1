import type { IndicatorOfSet } from '../../parts/handbook.ts'
import { percentText } from '../../words/number.ts'
import type { Say } from '../../words/words.ts'
import type { Language } from '../../../src/core/words.ts'
import { levelText } from './by-level.ts'

/** What a version says of an indicator, as words. */
export function targetText({ targets }: IndicatorOfSet, t: Say, language: Language): string {
  return levelText(targets, t, (value) => percentText(value, language))
}

export function verdictText({ verdict }: IndicatorOfSet, t: Say, language: Language): string {
  if (verdict === null) return '–'
  const threshold = percentText(verdict.threshold, language)
  return t(verdict.inclusive ? 'book.from' : 'book.above', { threshold })
}

export function emptyText({ whenEmpty }: IndicatorOfSet, t: Say): string {
  return levelText(whenEmpty, t, (policy) => policyText(policy, t))
}

export function nullText({ whenNull }: IndicatorOfSet, t: Say): string {
  return levelText(whenNull, t, (policy) => policyText(policy, t))
}

export function scopeText({ scope }: IndicatorOfSet, t: Say): string {
  return levelText(scope, t, (way) => (isScope(way) ? t(`scopeName.${way}`) : way))
}

const policies = ['missing', 'lost', 'full', 'redistribute', 'inherit', 'not-applicable'] as const
const scopes = ['own', 'inherit', 'not-applicable'] as const

function policyText(policy: string, t: Say): string {
  const known = policies.find((one) => one === policy)
  return known === undefined ? policy : t(`emptyName.${known}`)
}

function isScope(way: string): way is (typeof scopes)[number] {
  return scopes.some((one) => one === way)
}
