import { type Span, spanOf } from '../../core/measure/span.ts'
import { momentOfSecond, secondOf } from '../../core/time/second.ts'
import type { UnitGroups } from '../../core/unit/groups.ts'
import type { UnitTree } from '../../core/unit/tree.ts'
import type { Counting } from './counting.ts'
import type { Asked } from './scorecards.ts'

/** What a question is asked of: numbers and the lists behind them are of the same units and the same time. */
export type Scope = { readonly tree: UnitTree; readonly span: Span; readonly groups: UnitGroups }

export function scopeOf(counting: Counting, { period, asOf, view }: Asked): Scope {
  const span = spanOf(period, secondOf(asOf))
  // The units of the time are those at the end of the period.
  const tree = counting.unitsAt(view === 'recorded' ? momentOfSecond(span.moment) : asOf)
  return { tree, span, groups: tree.groups(view) }
}
