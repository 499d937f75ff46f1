import { type Exact, exact, percent } from '../exact.ts'
import type { Level } from '../unit/level.ts'
import type { Words } from '../words.ts'
import type { GroupEntry, IndexSetFile, IndicatorEntry, Policy } from './schema.ts'

export type Numbers = Readonly<Record<string, string>>
export type Verdict = { readonly threshold: number; readonly inclusive: boolean }
export type Scope = 'own' | 'inherit' | 'not-applicable'

type Named = {
  readonly numbers: Numbers
  readonly name: Words
  readonly printed: readonly string[]
}

/** What every indicator has, scored or only shown. `target` is a ratio (0.8), `verdict.threshold` percent (80). */
type IndicatorBase = Named & {
  readonly id: string
  readonly group: string
  readonly portalCode: string | null
  readonly portalFields: { readonly part: readonly string[]; readonly whole: readonly string[] } | null
  readonly part: string | null
  readonly whole: string | null
  readonly multiplyBy: string | null
  readonly verdict: Verdict | null
  readonly source: Words | null
  readonly evidence: Words | null
  scope(level: Level): Scope
}

export type ScoredIndicator = IndicatorBase & {
  readonly kind: 'scored'
  readonly max: Exact
  target(level: Level): Exact
  whenEmpty(level: Level): Policy
  whenNull(level: Level): Policy | 'missing'
}

export type ShownIndicator = IndicatorBase & { readonly kind: 'shown' | 'per-procedure' }
export type Indicator = ScoredIndicator | ShownIndicator

export type Group = Named & { readonly code: string; readonly max: Exact; readonly indicators: readonly Indicator[] }

/** A version of an index set, ready to score with. Order of groups and indicators is that of the file. */
export type IndexSet = Omit<IndexSetFile, 'groups' | '$schema' | 'evidence'> & {
  readonly evidence: readonly Words[]
  readonly groups: readonly Group[]
  readonly indicators: ReadonlyMap<string, Indicator>
}

type PerLevel<T> = T | ({ readonly default: T } & { readonly [level in Level]?: T | undefined })

function atLevel<T extends string | number>(value: PerLevel<T>): (level: Level) => T {
  return typeof value === 'object' ? (level) => value[level] ?? value.default : () => value
}

type Worded = IndicatorEntry['source']

function bothOf(text: Worded): Words | null {
  return text === undefined ? null : wordsOf(text)
}

function wordsOf(text: NonNullable<Worded>): Words {
  return typeof text === 'string' ? { vi: text, en: text } : text
}

function indicator(entry: IndicatorEntry, groupCode: string): Indicator {
  const base: IndicatorBase = {
    id: entry.id,
    group: groupCode,
    numbers: entry.numbers,
    name: entry.name,
    printed: entry.printed,
    portalCode: entry.portalCode ?? null,
    portalFields: entry.portalFields ?? null,
    part: entry.part ?? null,
    whole: entry.whole ?? null,
    multiplyBy: entry.multiplyBy ?? null,
    verdict: entry.verdict ?? null,
    source: bothOf(entry.source),
    evidence: bothOf(entry.evidence),
    scope: atLevel<Scope>(entry.scope),
  }
  if (entry.kind !== 'scored') return { ...base, kind: entry.kind }
  if (entry.max === undefined || entry.target === undefined) throw new Error(`${entry.id}: checked when loaded`)
  const target = atLevel<number>(entry.target)
  return {
    ...base,
    kind: 'scored',
    max: exact(entry.max),
    target: (level) => percent(target(level)),
    whenEmpty: atLevel<Policy>(entry.whenEmpty),
    whenNull: atLevel<Policy | 'missing'>(entry.whenNull),
  }
}

function group(entry: GroupEntry): Group {
  const { code, numbers, name, printed } = entry
  const max = exact(entry.max)
  return { code, numbers, name, printed, max, indicators: entry.indicators.map((item) => indicator(item, code)) }
}

/** A checked file, made ready. Whoever calls this has parsed and checked the entry (see load.ts). */
export function indexSet(file: IndexSetFile): IndexSet {
  const { $schema: _, groups: entries, evidence, ...head } = file
  const groups = entries.map(group)
  const indicators = new Map(groups.flatMap((item) => item.indicators).map((item) => [item.id, item]))
  return { ...head, evidence: evidence.map(wordsOf), groups, indicators }
}

export function scoredIndicators({ indicators }: Group): ScoredIndicator[] {
  return indicators.filter((item): item is ScoredIndicator => item.kind === 'scored')
}
