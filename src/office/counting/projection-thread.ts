import { parentPort, workerData } from 'node:worker_threads'
import type { Changes } from '../../core/fact/fact.ts'
import { type PackedChanges, packedAll, transferred } from '../../core/fact/packed.ts'
import type { ObservationKind, Seq } from '../../core/observation/observation.ts'
import { openView } from '../../ledger/view.ts'
import { openCalendar } from '../calendar.ts'
import { projectionOf } from './projection.ts'

/** Which ledger a thread follows, for which unit, and how far the engine is already. */
export type FollowingData = { readonly folder: string; readonly root: string; readonly from: Seq }

/** follow: up to that seq. applied: the engine has what it was last given. Null: the end. */
export type Told = { readonly kind: 'follow'; readonly to: Seq } | { readonly kind: 'applied' } | null

export type Said =
  | { readonly kind: 'apply'; readonly from: Seq; readonly to: Seq; readonly packed: readonly PackedChanges[] }
  | { readonly kind: 'done'; readonly kinds: ReadonlySet<ObservationKind> | null }
  | { readonly kind: 'failed'; readonly reason: string }

const port = parentPort
if (port !== null) {
  const { folder, root, from }: FollowingData = workerData
  let last = from
  const { view, close } = openView(folder, () => last)
  const engine = engineElsewhere(from, (said, transfer) => port.postMessage(said, transfer))
  const projection = projectionOf({ folder, ledger: view, calendar: openCalendar() }, engine, root)
  const follow = async (to: Seq): Promise<Said> => {
    last = to
    try {
      return { kind: 'done', kinds: await projection.catchUp() }
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
  }
  port.on('message', (told: Told) => {
    if (told?.kind === 'applied') engine.applied()
    else if (told !== null) void follow(told.to).then((said) => port.postMessage(said))
    else {
      close()
      port.close()
    }
  })
}

/** An engine of another thread, as far as a projection sees it. */
function engineElsewhere(from: Seq, say: (said: Said, transfer: readonly ArrayBuffer[]) => void) {
  let watermark = from
  let waiting: PromiseWithResolvers<void> | null = null
  return {
    watermark: () => watermark,
    apply: async ({ from: after, to, changes, packed = [] }: Changes) => {
      const all = [...packedAll(changes), ...packed]
      waiting = Promise.withResolvers<void>()
      say({ kind: 'apply', from: after, to, packed: all }, transferred(all))
      await waiting.promise
      watermark = to
    },
    applied: () => waiting?.resolve(),
  }
}
