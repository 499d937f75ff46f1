import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query'
import type { Language } from '../../src/core/words.ts'
import type { IndexSetAnswer, IndexSetHead } from '../../src/server/routes/index-sets.ts'
import type { InstallationAnswer, LatestAnswer } from '../../src/server/routes/installation.ts'
import type { RankingAnswer, ScorecardAnswer } from '../../src/server/routes/scores.ts'
import type { SessionAnswer } from '../../src/server/routes/session.ts'
import type { UnitAnswer } from '../../src/server/routes/units.ts'
import { useWords } from '../words/words.ts'
import { ApiProblem, ask, type Query } from './client.ts'

/**
 * Questions to the server, each once for everybody on the page who asks it. `counted` marks those whose answer may change
 * when the ledger grows: the live stream makes them be asked again.
 */
export type Kind = 'counted' | 'fixed'
export type Answered<T> = UseQueryResult<T, ApiProblem>

export type Wish = { readonly kind?: Kind; readonly query?: Query; readonly isWanted?: boolean }

export function answerKey(kind: Kind, path: string, query: Query, language: Language) {
  return [kind, path, query, language] as const
}

export function useAnswer<T>(path: string, { kind = 'counted', query = {}, isWanted = true }: Wish = {}): Answered<T> {
  const { language } = useWords()
  return useQuery<T, ApiProblem>({
    queryKey: answerKey(kind, path, query, language),
    queryFn: ({ signal }) => ask<T>(path, { language, query, signal }),
    enabled: isWanted,
    ...(kind === 'fixed' && { staleTime: 300_000 }),
    // While another period or page is fetched the old one stays, marked as old.
    placeholderData: keepPreviousData,
  })
}

/** What every question about numbers says. */
export type Asked = { readonly unit: string; readonly period: string; readonly asOf: string | undefined }

export function askedQuery({ period, asOf }: Pick<Asked, 'period' | 'asOf'>): Query {
  return { period, asOf }
}

export const sessionKey = ['session'] as const

export function useInstallation(): Answered<InstallationAnswer> {
  return useAnswer('/api/installation', { kind: 'fixed' })
}

/** Who is there; null: nobody has signed in. */
export function useSession(language: Language): Answered<SessionAnswer | null> {
  return useQuery<SessionAnswer | null, ApiProblem>({
    queryKey: sessionKey,
    queryFn: ({ signal }) => sessionOrNone(language, signal),
    staleTime: 60_000,
  })
}

async function sessionOrNone(language: Language, signal: AbortSignal): Promise<SessionAnswer | null> {
  try {
    return await ask<SessionAnswer>('/api/session', { language, signal })
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null
    throw error
  }
}

export function useLatest(isWanted = true): Answered<LatestAnswer> {
  return useAnswer('/api/latest', { kind: 'fixed', isWanted })
}

/** All units; a province has a few hundred, answered page by page. */
export function useUnits(): Answered<readonly UnitAnswer[]> {
  const { language } = useWords()
  return useQuery<readonly UnitAnswer[], ApiProblem>({
    queryKey: ['fixed', '/api/units'],
    queryFn: ({ signal }) => allUnits(language, signal),
    staleTime: 300_000,
  })
}

type UnitPage = { readonly units: readonly UnitAnswer[]; readonly next: string | null }

async function allUnits(language: Language, signal: AbortSignal): Promise<readonly UnitAnswer[]> {
  const units: UnitAnswer[] = []
  let after: string | null = ''
  while (after !== null) {
    const page: UnitPage = await ask<UnitPage>('/api/units', { language, query: { after, limit: 500 }, signal })
    units.push(...page.units)
    after = page.next
  }
  return units
}

export function useScorecard({ unit, ...asked }: Asked, isWanted = true): Answered<ScorecardAnswer> {
  return useAnswer(scorecardPath(unit), { query: askedQuery(asked), isWanted })
}

export function scorecardPath(unit: string): string {
  return `/api/scorecards/${encodeURIComponent(unit)}`
}

export function useRanking(level: string, asked: Omit<Asked, 'unit'>, isWanted = true): Answered<RankingAnswer> {
  return useAnswer('/api/ranking', { query: { ...askedQuery(asked), level }, isWanted })
}

export function useIndexSets(): Answered<{ readonly indexSets: readonly IndexSetHead[] }> {
  return useAnswer('/api/index-sets', { kind: 'fixed' })
}

/** By id; an id that is not known yet is not asked for. */
export function useIndexSet(id: string | undefined): Answered<IndexSetAnswer> {
  return useAnswer(`/api/index-sets/${id ?? ''}`, { kind: 'fixed', isWanted: id !== undefined })
}
