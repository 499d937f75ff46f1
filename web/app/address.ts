import { useLocation, useSearch } from 'wouter'
import { useStart } from './start.tsx'
import type { Asked } from '../api/queries.ts'

/** Where the pages are, and what an address says: a link that is copied shows the same. */
export const pages = {
  overview: '/',
  indicators: '/chi-so',
  ranking: '/xep-hang',
  trends: '/dien-bien',
  work: '/viec',
  published: '/cong-bo',
  intake: '/nhap',
  handbook: '/bo-chi-so',
  admin: '/quan-tri',
} as const
/** One dossier; every list leads there, no menu does. */
export const dossierPage = '/ho-so'
export type PageName = keyof typeof pages

/** The parameters of every page about numbers. */
export const names = { unit: 'don-vi', period: 'ky', asOf: 'tinh-den' } as const

export type Changes = Readonly<Record<string, string | null>>

/** The parameters with changes: null takes one away. Empty ones are left out, so that an address is as short as it can be. */
export function changed(search: string, changes: Changes): string {
  const parameters = new URLSearchParams(search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') parameters.delete(name)
    else parameters.set(name, value)
  }
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}

/** What the address asks about; what it leaves open is the asker's unit and the latest month with data. */
export function useAsked(): Asked {
  const parameters = new URLSearchParams(useSearch())
  const { unit, latest } = useStart()
  return {
    unit: parameters.get(names.unit) ?? unit,
    period: parameters.get(names.period) ?? latest,
    asOf: parameters.get(names.asOf) ?? undefined,
  }
}

/** One parameter of a page's own, and how to change it. Typing replaces the address, choosing adds to the way back. */
export function useParameter(name: string): readonly [string, (value: string, how?: 'push' | 'replace') => void] {
  const search = useSearch()
  const [path, go] = useLocation()
  const value = new URLSearchParams(search).get(name) ?? ''
  const set = (next: string, how: 'push' | 'replace' = 'push') =>
    go(path + changed(search, { [name]: next }), { replace: how === 'replace' })
  return [value, set]
}

export function useChangeAddress(): (changes: Changes) => void {
  const search = useSearch()
  const [path, go] = useLocation()
  return (changes) => go(path + changed(search, changes))
}

/** The address of a page that keeps unit, period and as-of, and nothing else of this page unless it is given. */
export function useHref(): (path: string, more?: Changes) => string {
  const parameters = new URLSearchParams(useSearch())
  return (path, more = {}) => {
    const kept = new URLSearchParams()
    for (const name of Object.values(names)) {
      const value = parameters.get(name)
      if (value !== null) kept.set(name, value)
    }
    return path + changed(kept.toString(), more)
  }
}
