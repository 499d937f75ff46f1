import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { PublishedAnswer } from '../../../src/server/routes/published.ts'
import { type ApiProblem, send } from '../../api/client.ts'
import { useStart } from '../../app/start.tsx'
import { useWords } from '../../words/words.ts'

/** The file that was chosen last. `at` tells one choice from the next. */
export type KeptFile = { readonly file: File; readonly at: number }

const key = ['published-file'] as const
const kept = { staleTime: Infinity, gcTime: Infinity } as const

/** It stays while other pages are looked at, and goes when whoever chose it signs out: the server keeps nothing. */
export function useKeptFile(): readonly [KeptFile | null, (file: File) => void] {
  const client = useQueryClient()
  const { data } = useQuery<KeptFile | null>({ queryKey: key, queryFn: () => null, ...kept })
  return [data ?? null, (file) => client.setQueryData<KeptFile>(key, { file, at: performance.now() })]
}

/** What the server finds in it, under the version that is named or the one in force. */
export function useAudit(chosen: KeptFile, indexSet: string) {
  const { language } = useWords()
  const { csrf } = useStart().session
  return useQuery<PublishedAnswer, ApiProblem>({
    queryKey: ['published-audit', chosen.at, indexSet, language],
    queryFn: ({ signal }) =>
      send<PublishedAnswer>('/api/published/audit', {
        method: 'POST',
        body: chosen.file,
        query: { name: chosen.file.name, indexSet },
        csrf,
        language,
        signal,
      }),
    ...kept,
    retry: false,
  })
}
