import { Link } from 'wouter'
import './choices.css'

export type Choice = { readonly key: string; readonly label: string; readonly href: string }
type Props = { readonly label: string; readonly choices: readonly Choice[]; readonly chosen: string }

/** One of a few views of the same page, each with its own address. */
export function Choices({ label, choices, chosen }: Props) {
  return (
    <nav className="choices no-print" aria-label={label}>
      {choices.map(({ key, label: text, href }) => (
        <Link key={key} href={href} aria-current={key === chosen ? 'true' : undefined}>
          {text}
        </Link>
      ))}
    </nav>
  )
}
