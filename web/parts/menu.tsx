import { type ReactNode, useEffect, useRef } from 'react'
import './menu.css'

type Props = { readonly label: ReactNode; readonly children: ReactNode }

/** A button that opens something below itself; Escape, leaving it and a click elsewhere close it. */
export function Menu({ label, children }: Props) {
  const place = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const close = (isFocusHere: boolean) => {
      const menu = place.current
      if (menu?.open !== true) return
      menu.open = false
      if (isFocusHere) menu.querySelector('summary')?.focus()
    }
    const click = ({ target }: Event) => {
      if (!(target instanceof Node) || place.current?.contains(target) !== true) close(false)
    }
    const key = ({ key: name }: KeyboardEvent) => {
      if (name === 'Escape') close(place.current?.contains(document.activeElement) === true)
    }
    document.addEventListener('pointerdown', click)
    document.addEventListener('focusin', click)
    document.addEventListener('keydown', key)
    return () => {
      document.removeEventListener('pointerdown', click)
      document.removeEventListener('focusin', click)
      document.removeEventListener('keydown', key)
    }
  }, [])
  return (
    <details className="menu" ref={place}>
      <summary>{label}</summary>
      <div className="menu-body">{children}</div>
    </details>
  )
}
