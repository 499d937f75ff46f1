import { endOf, type Second } from './days.ts'
import type { EndKind, Plan } from './plan.ts'

/** One step of handling (Tiến độ): when a status was reached. */
export type Step = { readonly at: Second; readonly status: string; readonly officer: number }

const minute = 60

/** Accepted, in hand, asked for more, ended: in the order of time. The last one is the status of the dossier. */
export function stepsOf(plan: Plan): Step[] {
  const { role, times, serial, endKind, fate } = plan
  if (role.kind === 'unreceived') return []
  const officer = serial % 40
  const { received, end, asks } = times
  const steps: Step[] = [{ at: received, status: '2', officer }]
  const first = asks[0]?.asked ?? end ?? received + 120 * minute
  if (first > received + 10 * minute) steps.push({ at: received + 10 * minute, status: '4', officer: officer + 1 })
  for (const { asked, answered } of asks) {
    steps.push({ at: asked, status: '5', officer: officer + 1 })
    if (answered !== null) steps.push({ at: answered, status: '4', officer: officer + 1 })
  }
  // Some of those still open wait for the fee, which stops no clock.
  if (fate === 'overdue' && plan.fee === 'positive' && serial % 3 === 0)
    steps.push({ at: received + 20 * minute, status: '6', officer })
  if (end !== null && endKind !== null) steps.push(...ending(end, endKind, serial, officer))
  return steps
}

const codes: Readonly<Record<Exclude<EndKind, 'settled' | 'returned'>, string>> = {
  refused: '3',
  withdrawn: '7',
  stopped: '8',
}

/** Returned an hour or two after it was settled; each twentieth is sent as returned only, without "Đã xử lý xong". */
function ending(end: Second, kind: EndKind, serial: number, officer: number): Step[] {
  if (kind !== 'settled' && kind !== 'returned') return [{ at: end, status: codes[kind], officer }]
  const settled = { at: end, status: '9', officer: officer + 2 }
  if (kind === 'settled') return [settled]
  if (serial % 20 === 11) return [{ at: end, status: '10', officer }]
  // On the same day, so that nothing happens after the end of the sample.
  const returnedAt = Math.min(end + (30 + (serial % 90)) * minute, endOf(Math.floor(end / 86_400)))
  return [settled, { at: returnedAt, status: '10', officer }]
}
