import type { ReactNode } from 'react'
import './rules.css'

/** A name and what is said of it, inside `<dl className="rules">`. Nothing is said of what is not there. */
export function Rule({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  if (children === null || children === undefined || children === '') return null
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
