import { type ReactNode, useEffect, useRef, useState } from 'react'

type Props = { readonly label: string; readonly children: ReactNode }

/** A table that may be wider than the page scrolls by itself; only then it can be reached by the keyboard. */
export function TableFrame({ label, children }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const [isWide, setWide] = useState(false)
  useEffect(() => {
    const frame = place.current
    if (frame === null) return undefined
    const watch = new ResizeObserver(() => setWide(frame.scrollWidth > frame.clientWidth + 1))
    watch.observe(frame)
    for (const child of frame.children) watch.observe(child)
    return () => watch.disconnect()
  }, [])
  return (
    <div className="table-frame" ref={place} {...(isWide && { role: 'region', 'aria-label': label, tabIndex: 0 })}>
      {children}
    </div>
  )
}
