import { copyMeasures } from './certified-copies.ts'
import { dossierMeasures } from './dossiers.ts'
import type { CountedMeasure, Measure } from './measure.ts'
import { petitionMeasures } from './petitions.ts'
import { procedureMeasures } from './procedures.ts'
import { serviceMeasures } from './services.ts'

const reported: Measure = {
  kind: 'reported',
  id: 'dossiers-reported-or-on-portal',
  atLeast: 'dossiers-synced',
  words: {
    vi: 'hồ sơ tiếp nhận theo báo cáo quốc gia, hoặc số trên Cổng DVCQG nếu lớn hơn',
    en: 'dossiers received by the national report, or on the portal where that is more',
  },
  over: 'event',
  source: '1.4',
}

const given: Measure = {
  kind: 'given',
  id: 'given',
  words: { vi: 'số liệu nhập tay', en: 'figures handed in' },
  source: '',
}

/** Everything that an index set can name as a part or a whole, in the order of the calculation note. */
export const measures: ReadonlyMap<string, Measure> = new Map(
  [
    ...procedureMeasures,
    ...dossierMeasures,
    reported,
    ...serviceMeasures,
    ...petitionMeasures,
    ...copyMeasures,
    given,
  ].map((measure) => [measure.id, measure]),
)

/** A measure that engines count. Throws for any other name: index sets are checked when they are loaded. */
export function measureNamed(id: string): CountedMeasure {
  const measure = measures.get(id)
  if (measure?.kind !== 'counted') throw new Error(`nothing is counted under the name ${id}`)
  return measure
}
