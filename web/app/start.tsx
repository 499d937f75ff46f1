import { createContext, type ReactNode, useContext } from 'react'
import type { InstallationAnswer } from '../../src/server/routes/installation.ts'
import type { SessionAnswer } from '../../src/server/routes/session.ts'

/** What is known once somebody has signed in: who, where a page begins, whose data it is. */
export type Start = {
  readonly session: SessionAnswer
  readonly installation: InstallationAnswer
  /** The unit a page begins with: the asker's own, else the whole province. */
  readonly unit: string
  /** The unit at the top. */
  readonly root: string
  /** The first and the last month with data. */
  readonly first: string
  readonly latest: string
  readonly now: string
}

const context = createContext<Start | null>(null)

export function Started({ value, children }: { readonly value: Start; readonly children: ReactNode }) {
  return <context.Provider value={value}>{children}</context.Provider>
}

export function useStart(): Start {
  const start = useContext(context)
  if (start === null) throw new Error('only inside the frame of the app')
  return start
}

export type Right = SessionAnswer['rights'][number]

export function useMay(right: Right): boolean {
  return useStart().session.rights.includes(right)
}
