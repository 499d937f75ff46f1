import { expect, test } from 'vitest'
import { periodsUpTo } from './periods.ts'

const bounds = { first: '2025-01', now: '2026-10-31T16:00:00+07:00' }

test.each([
  ['halves', '2026-10', ['2025-H1', '2025-H2', '2026-H1', '2026-H2']],
  ['halves', '2026-03', ['2025-H1', '2025-H2', '2026-H1']],
  ['nines', '2026-10', ['2025-9M', '2026-9M']],
  ['nines', '2026-H1', ['2025-9M', '2026-9M']],
  ['years', '2026-9M', ['2025', '2026']],
] as const)('%s up to %s: %j, none from before the first month', (grain, period, expected) => {
  expect(periodsUpTo(period, grain, bounds)).toEqual(expected)
})
