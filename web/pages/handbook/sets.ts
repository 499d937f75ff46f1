import { useQueries } from '@tanstack/react-query'
import type { IndexSetAnswer, IndexSetHead } from '../../../src/server/routes/index-sets.ts'
import { ApiProblem, ask } from '../../api/client.ts'
import { useWords } from '../../words/words.ts'
import type { IndicatorOfSet } from '../../parts/handbook.ts'

/** All versions whole; null while one of them is on its way. `error`: one that could not be had. */
export function useSets(heads: readonly IndexSetHead[]) {
  const { language } = useWords()
  return useQueries({
    queries: heads.map(({ id }) => ({
      queryKey: ['fixed', `/api/index-sets/${id}`, {}, language],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        ask<IndexSetAnswer>(`/api/index-sets/${id}`, { language, signal }),
      staleTime: 300_000,
    })),
    combine: (answers) => {
      const sets = answers.flatMap(({ data }) => data ?? [])
      const error = answers.flatMap((answer) => (answer.error instanceof ApiProblem ? [answer.error] : []))[0] ?? null
      const retry = () => answers.forEach((answer) => void answer.refetch())
      return { sets: sets.length === heads.length ? sets : null, error, retry }
    },
  })
}

export function indicatorOf(set: IndexSetAnswer, id: string): IndicatorOfSet | null {
  return set.groups.flatMap(({ indicators }) => indicators).find((one) => one.id === id) ?? null
}

/** What people compare between versions. */
function compared({ kind, max, targets, verdict, whenEmpty, whenNull, scope, multiplyBy }: IndicatorOfSet): string {
  return JSON.stringify([kind, max, targets, verdict, whenEmpty, whenNull, scope, multiplyBy])
}

export function differs(id: string, sets: readonly IndexSetAnswer[]): boolean {
  return new Set(sets.map((set) => ((found) => found && compared(found))(indicatorOf(set, id)))).size > 1
}
