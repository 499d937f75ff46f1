import { numberIn } from '../../src/core/index-set/number.ts'
import { useIndexSet } from '../api/queries.ts'
import type { IndexSetAnswer } from '../../src/server/routes/index-sets.ts'

export type GroupOfSet = IndexSetAnswer['groups'][number]
export type IndicatorOfSet = GroupOfSet['indicators'][number]

/** Names and numbers of an index set; while it is fetched, an id stands for itself. */
export type Handbook = {
  readonly set: IndexSetAnswer | null
  /** Names are on their way. */
  readonly isAwaited: boolean
  group(code: string): Named
  indicator(id: string): Named
  of(id: string): IndicatorOfSet | null
}
export type Named = { readonly no: string; readonly name: string }

export function useHandbook(id: string | undefined): Handbook {
  const { data = null, isPending } = useIndexSet(id)
  const groups = new Map(data?.groups.map((group) => [group.code, group]))
  const indicators = new Map(data?.groups.flatMap((group) => group.indicators).map((one) => [one.id, one]))
  const named = (known: Numbered | undefined, key: string) => ({
    no: known === undefined ? '' : numberIn(known.numbers, id ?? ''),
    name: known?.name ?? key,
  })
  return {
    set: data,
    isAwaited: isPending,
    group: (code) => named(groups.get(code), code),
    indicator: (key) => named(indicators.get(key), key),
    of: (key) => indicators.get(key) ?? null,
  }
}

type Numbered = { readonly name: string; readonly numbers: Readonly<Record<string, string>> }
