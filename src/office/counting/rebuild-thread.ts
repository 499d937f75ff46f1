import { parentPort, workerData } from 'node:worker_threads'
import { transferred } from '../../core/fact/packed.ts'
import type { Seq } from '../../core/observation/observation.ts'
import type { KeyRange } from '../../ledger/read.ts'
import { openView } from '../../ledger/view.ts'
import { openCalendar } from '../calendar.ts'
import { Beside } from './beside.ts'
import { DossierChanges } from './dossier-changes.ts'

/** Which ledger a thread of a rebuild reads, as it stood when, and for whom. */
export type RebuildData = { readonly folder: string; readonly seq: Seq; readonly root: string }

/** Megabytes: a unit's dossiers of a month, which often came together, are read in the order of their days. */
const cache = 64

const port = parentPort
if (port !== null) {
  const { folder, seq, root }: RebuildData = workerData
  const { view, close } = openView(folder, () => seq, cache)
  const changes = new DossierChanges({ ledger: view, beside: new Beside(view), calendar: openCalendar(), root })
  port.on('message', (range: KeyRange | null) => {
    if (range === null) {
      close()
      port.close()
      return
    }
    const made = changes.in(range)
    port.postMessage(made, transferred([made]))
  })
}
