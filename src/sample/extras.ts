import type { DirtTotals } from './dirt.ts'
import type { Extras } from './month.ts'
import { dirtKinds, type Plan, spoiltKinds } from './plan.ts'
import type { Quotas } from './quota.ts'
import type { Random } from './random.ts'
import { apportion } from './share.ts'
import { noDirt } from './tally.ts'

/** Shares what is beside the figures out to months and units, roughly in proportion to their dossiers. */
export function extrasOf(totals: DirtTotals, months: readonly Quotas[], random: Random): Extras[][] {
  const cells = months.flatMap(({ received }) => received)
  // With some chance each time, or few rows would all fall to the same few cells.
  const share = (total: number) =>
    apportion(
      total,
      cells.map((count) => count * random.between(1, 100)),
    )
  const dirt = dirtKinds.map((kind) => ({ kind, counts: share(totals.dirt[kind]) }))
  const roles: readonly (readonly [Plan['role'], number[]])[] = [
    ...spoiltKinds.map((how) => [{ kind: 'spoilt', how } as const, share(totals.spoilt[how])] as const),
    [{ kind: 'test' }, share(totals.tests)],
    [{ kind: 'unreceived', refused: false }, share(Math.ceil(totals.unreceived / 2))],
    [{ kind: 'unreceived', refused: true }, share(Math.floor(totals.unreceived / 2))],
  ]
  const [duplicates, changed] = [share(totals.duplicates), share(totals.changed)]
  let cell = 0
  return months.map(({ received }) =>
    received.map(() => {
      const here = cell++
      const own = noDirt()
      for (const { kind, counts } of dirt) own[kind] = counts[here] ?? 0
      const extra = roles.flatMap(([role, counts]) => Array.from({ length: counts[here] ?? 0 }, () => role))
      return { dirt: own, roles: extra, duplicates: duplicates[here] ?? 0, changed: changed[here] ?? 0 }
    }),
  )
}
