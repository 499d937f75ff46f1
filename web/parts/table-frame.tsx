import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'

type Props = { readonly label: string; readonly children: ReactNode }

/** A table that may be wider than the page scrolls by itself; only then it can be reached by the keyboard. */
export function TableFrame({ label, children }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const [isWide, setWide] = useState(false)
  // Before it is painted: a table that is too wide would widen the page for a moment.
  useLayoutEffect(() => {
    const frame = place.current
    if (frame === null) return undefined
    const measure = () => setWide(frame.scrollWidth > frame.clientWidth + 1)
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(frame)
    for (const child of frame.children) watch.observe(child)
    return () => watch.disconnect()
  }, [])
  return (
    <div
      className={isWide ? 'table-frame is-wide' : 'table-frame'}
      ref={place}
      {...(isWide && { role: 'region', 'aria-label': label, tabIndex: 0 })}
    >
      {children}
    </div>
  )
}
