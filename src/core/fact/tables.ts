/**
 * The tables of facts and their columns. A time is a second in which something happened, `never` where it did not; a flag
 * holds or not; an amount is a whole number from 0, or `noAmount`. Every fact also has the unit it counts for, as recorded,
 * and the procedure it is about.
 *
 * `from` and `until` are the moments for which a fact tells how things stood: what is on time, and what has ended, depends
 * on the moment asked about, so one dossier may be several facts, of which exactly one holds at any moment.
 */
export const tables = {
  dossier: {
    times: ['received', 'endedAt', 'lateFrom', 'from', 'until', 'synced', 'complained'],
    flags: [
      'online',
      'returnsPaper',
      'hasResult',
      'hasDigitisedComponent',
      'reusesData',
      'usesStorage',
      'usesPopulationData',
      'hasFee',
      'paidOnline',
      'awaitsSupplement',
    ],
    /** Working half days from receipt to the end, less what the citizen took; none before the end. */
    amounts: ['workedHalves'],
  },
  petition: {
    times: ['received', 'endedAt', 'lateFrom', 'from', 'until'],
    flags: ['dissatisfied', 'repeats'],
    amounts: [],
  },
  procedure: {
    times: ['published', 'withdrawn'],
    flags: ['isComplete', 'isForCitizens', 'hasFee', 'isPaymentIntegrated', 'isOfferedOnline'],
    amounts: [],
  },
  /** One decision that announces one procedure. */
  announcement: {
    times: ['decided', 'publishBy', 'published'],
    flags: ['decidedOnTime', 'publishedOnTime'],
    amounts: [],
  },
  service: {
    times: [],
    flags: ['isOnline', 'isClosed'],
    amounts: [],
  },
  'certified-copy-unit': {
    times: ['since'],
    flags: ['isDue', 'provides'],
    amounts: [],
  },
} as const

export type Table = keyof typeof tables
export type TimeOf<T extends Table> = (typeof tables)[T]['times'][number]
export type FlagOf<T extends Table> = (typeof tables)[T]['flags'][number]
export type AmountOf<T extends Table> = (typeof tables)[T]['amounts'][number]
export type Amount = AmountOf<Table>

/** There is none, or it cannot be told: the largest value of its column. */
export const noAmount = 0x7fff_ffff

export const tableNames = Object.keys(tables).filter(isTable)

export function isTable(name: string): name is Table {
  return Object.hasOwn(tables, name)
}
