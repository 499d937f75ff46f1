import { useId } from 'react'
import './bar.css'

type Props = {
  /** All three in one measure; `of` is the full width. */
  readonly value: number | null
  readonly of: number
  /** Another figure to hold it against: a mark across the bar. */
  readonly beside?: number | null
}

/** Points against their maximum: what is there is full, what is lost is hatched. Figures stand beside it as text. */
export function Bar({ value, of, beside = null }: Props) {
  const id = useId()
  const share = (part: number) => `${of > 0 ? Math.min(100, Math.max(0, (part / of) * 100)) : 0}%`
  return (
    <svg className="bar-chart" height="14" width="100%" aria-hidden="true">
      <defs>
        <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="5" className="bar-hatch" />
        </pattern>
      </defs>
      <rect className="bar-rest" width="100%" height="14" fill={`url(#${id})`} />
      {value !== null && <rect className="bar-full" width={share(value)} height="14" />}
      {beside !== null && <line className="bar-beside" x1={share(beside)} x2={share(beside)} y1="-2" y2="16" />}
    </svg>
  )
}
