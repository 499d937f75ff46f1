const paths = {
  /** A full circle. */
  good: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z',
  /** A triangle that stands. */
  warn: 'M8 1.5 15.5 15h-15z',
  /** A square on its corner, crossed. */
  bad: 'M8 .5 15.5 8 8 15.5.5 8zM5.2 6.3 6.9 8 5.2 9.7l1.1 1.1L8 9.1l1.7 1.7 1.1-1.1L9.1 8l1.7-1.7-1.1-1.1L8 6.9 6.3 5.2z',
  /** A ring. */
  none: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm0 2.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6z',
  /** A bar. */
  closed: 'M1 6h14v4H1z',
  up: 'M8 2 14.5 13h-13z',
  down: 'M8 14 1.5 3h13z',
  same: 'M2 4.5h12v2.4H2zm0 4.6h12v2.4H2z',
} as const
export type ShapeKind = keyof typeof paths

/** A sign that differs by its outline, for beside a word; never the only sign. */
export function Shape({ kind }: { readonly kind: ShapeKind }) {
  return (
    <svg className={`shape shape-${kind}`} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[kind]} fill="currentColor" fillRule="evenodd" />
    </svg>
  )
}
