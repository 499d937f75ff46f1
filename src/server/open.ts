import type { Access } from '../access/access.ts'
import { limits } from '../core/limits.ts'
import type { UnitScope } from '../core/rights/decide.ts'
import type { Counting } from '../office/counting/counting.ts'
import type { Installation } from '../office/installation.ts'
import type { Desk } from './desk.ts'
import type { Gate } from './gate.ts'
import { Freshness } from './freshness.ts'
import { Imports } from './imports.ts'
import { Live, type Pace, usualPace } from './live.ts'
import { Load } from './load.ts'
import type { Log } from './log.ts'
import { Metrics } from './metrics.ts'
import { Numbers } from './numbers.ts'
import type { Around, Parts } from './parts.ts'
import type { ServerSettings } from './settings.ts'
import { bringingOf, unitScope } from './unit-scope.ts'
import { WebFiles } from './web-files.ts'

export type Given = Around & {
  readonly installation: Installation
  /** Of that installation; closed with the server. */
  readonly counting: Counting
  /** Who writes into the ledger of the installation. */
  readonly desk: Desk
  readonly access: Access
  readonly gate: (scope: UnitScope) => Gate
  readonly settings: ServerSettings
  readonly log: Log
  /** How often live events are sent; default: `usualPace`. */
  readonly pace?: Pace
  /** Default: the web app as it was built. */
  readonly web?: WebFiles
}

/** Wires the parts of a server together: what is written is told to the readers, what waits is measured. */
export function partsOf({ counting, web = new WebFiles(), pace = usualPace, gate: gateOf, ...given }: Given): Parts {
  const { installation, desk, settings, log, clock, newId } = given
  const { ledger } = installation
  const metrics = new Metrics()
  // The units that changed since everybody was last told that answers are new.
  let changed = new Set<string>()
  const numbers = new Numbers(counting, given.stopwatch, () => {
    live.notify(Number(numbers.watermark), changed)
    changed = new Set()
  })
  const scope = unitScope(numbers.counting, clock)
  const gate = gateOf(scope)
  const live = new Live(ledger.watermark(), settings.limits.streams, pace)
  desk.listen({
    onWritten({ rows, seq, units }) {
      metrics.turn(rows)
      for (const unit of units) if (changed.size <= limits.liveUnits) changed.add(unit)
      // Whoever is told looks again at once, so what counts has to be there first.
      numbers.follow().then(
        () => live.notify(seq, units),
        (error: unknown) => log.bug(error, 'numbers'),
      )
    },
    onLost: (error) => log.bug(error, 'desk'),
  })
  const imports = new Imports({
    installation,
    lane: desk,
    bringing: (top) => bringingOf(scope, top),
    clock,
    newId,
    onDone: (summary) => {
      for (const outcome of ['new', 'changed', 'same', 'quarantined'] as const) metrics.rows(outcome, summary[outcome])
      metrics.rows('conflict', summary.conflicts)
    },
    onChange: (entry) => live.tell(entry),
    onBug: (error, id) => log.bug(error, id),
  })
  const freshness = new Freshness(ledger)
  const load = new Load(settings.limits)
  metrics.watch({
    seq: () => ledger.watermark(),
    waitingRows: () => desk.waitingRows,
    waitingImports: () => imports.waiting,
    streams: () => live.readers,
    requests: () => load.requests,
  })
  const isSecure = settings.publicAddress?.startsWith('https:') === true
  return { ...given, web, gate, freshness, metrics, load, live, imports, numbers, isSecure }
}
