import type { Table } from '../fact/tables.ts'
import type { ObservationKind } from '../observation/observation.ts'
import type { Measure } from './measure.ts'
import type { Predicate } from './predicate.ts'

/** Which lists a table, and a column that comes from elsewhere, are made of. */
const tableKinds: Readonly<Record<Table, ObservationKind>> = {
  dossier: 'dossier',
  petition: 'petition',
  procedure: 'procedure',
  announcement: 'procedure',
  service: 'service',
  'certified-copy-unit': 'certified-copy-unit',
}
const columnKinds: Readonly<Partial<Record<string, ObservationKind>>> = {
  'dossier.synced': 'sync-receipt',
  'dossier.returnsPaper': 'procedure',
  'dossier.hasFee': 'procedure',
  'procedure.isOfferedOnline': 'service',
}

/**
 * What must have been imported for the measure to mean anything: without any list of petitions there are not 0 petitions,
 * there is no data.
 */
export function needsOf(measure: Measure, named: (id: string) => Measure): ReadonlySet<ObservationKind> {
  if (measure.kind === 'given') return new Set()
  if (measure.kind === 'reported') return new Set([...needsOf(named(measure.atLeast), named), 'national-report'])
  return new Set([tableKinds[measure.table], ...columnNeeds(measure.where, measure.table)])
}

function columnNeeds(predicate: Predicate, table: Table): readonly ObservationKind[] {
  switch (predicate.op) {
    case 'flag':
      return ofColumn(table, predicate.flag)
    case 'happened':
      return ofColumn(table, predicate.time)
    case 'standing':
      return []
    case 'not':
    case 'named':
      return columnNeeds(predicate.of, table)
    case 'and':
    case 'or':
      return predicate.of.flatMap((of) => columnNeeds(of, table))
    case 'some':
      return [tableKinds[predicate.table], ...columnNeeds(predicate.of, predicate.table)]
  }
}

function ofColumn(table: Table, column: string): readonly ObservationKind[] {
  const kind = columnKinds[`${table}.${column}`]
  return kind === undefined ? [] : [kind]
}
