import { type Verdict, verdictNames } from '../../src/core/time/judgement.ts'
import { useWords } from '../words/words.ts'
import { Shape, type ShapeKind } from './shape.tsx'

const shapes: Readonly<Record<Verdict, ShapeKind>> = {
  'on-time': 'good',
  late: 'bad',
  within: 'none',
  overdue: 'bad',
  unknown: 'closed',
}

/** How a dossier or petition stands with its time limit. */
export function Judged({ verdict }: { readonly verdict: Verdict }) {
  const { language } = useWords()
  return (
    <span className="nowrap">
      <Shape kind={shapes[verdict]} /> {verdictNames[verdict][language]}
    </span>
  )
}
