import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type ApiProblem, send, type Sending } from '../../api/client.ts'
import { useStart } from '../../app/start.tsx'
import { useWords } from '../../words/words.ts'

export type Change = { readonly path: string } & Pick<Sending, 'method' | 'body'>

/** One change; what it lists is asked for again. */
export function useChanging<T>(list: string) {
  const { language } = useWords()
  const { csrf } = useStart().session
  const client = useQueryClient()
  return useMutation<T, ApiProblem, Change>({
    mutationFn: ({ path, method, body }) =>
      send<T>(path, { method, language, csrf, ...(body !== undefined && { body }) }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['fixed', list] }),
  })
}

export function textIn(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
