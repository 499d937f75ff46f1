import { type Dossier, dossier, dossierStatuses, type Handled } from '../dossier/dossier.ts'
import { type Instant, instant } from '../time/instant.ts'

/** What of a dossier is counted: how it was handled, and for its lists only whether something is in them. */
export type CountedDossier = Handled &
  Pick<Dossier, 'code' | 'responsibleUnit' | 'procedure' | 'isTest' | 'hasDigitisedComponent'> & {
    readonly uses: Uses
  }

type Uses = {
  readonly online: boolean
  readonly hasResult: boolean
  readonly reusesData: boolean
  readonly usesStorage: boolean
  readonly usesPopulationData: boolean
  /** An amount that is not stated is not 0, and neither is a list of fees that was not sent. */
  readonly areFeesZero: boolean
  readonly paidOnline: boolean
}

/** Code of the national population database (MaCSDL), as one-stop systems send it. */
const populationDatabase = '7'

export function countedOf(own: Dossier): CountedDossier {
  const uses: Uses = {
    online: own.channel === 'online',
    hasResult: own.results.some(({ fileHash }) => fileHash !== null),
    reusesData: own.components.some(({ reused }) => reused),
    usesStorage: own.components.some(({ fromStorage }) => fromStorage),
    usesPopulationData: own.isVneidVerified || own.databases.includes(populationDatabase),
    areFeesZero: own.fees.length > 0 && own.fees.every(({ amount }) => amount === 0),
    paidOnline: own.onlinePayment !== 'none',
  }
  return { ...own, uses }
}

/** As `countedOf`, of the text that the ledger keeps. Throws where the text is no dossier. */
export function countedIn(text: string): CountedDossier {
  return passedOver(text) ?? countedOf(dossier.parse(JSON.parse(text)))
}

const moment = String.raw`(-?\d+|null)`
const flag = '(true|false)'
const name = String.raw`(null|"[^"\\]*")`
const word = '(null|"[a-z-]+")'
const list = String.raw`\[([^\]]*)\]`
const unread = String.raw`(?:null|"[^"\\]*")`

/** The canonical text has the fields in the order of their names. */
const shape = new RegExp(
  `^{${[
    ['applicantKind', unread],
    ['channel', '"(direct|online|postal)"'],
    ['code', String.raw`"([^"\\]+)"`],
    ['components', list],
    ['databases', list],
    ['dueAt', moment],
    ['fees', list],
    ['field', unread],
    ['hasDigitisedComponent', flag],
    ['isTest', flag],
    ['isVneidVerified', flag],
    ['onlinePayment', '"(none|national-gateway|provincial-gateway)"'],
    ['person', unread],
    ['procedure', name],
    ['progress', list],
    ['receivedAt', moment],
    ['receivingUnit', unread],
    ['refusedAt', moment],
    ['responsibleUnit', name],
    ['results', list],
    ['returnForm', unread],
    ['returnedAt', moment],
    ['settledAt', moment],
    ['status', word],
    ['submittedAt', String.raw`(?:-?\d+|null)`],
    ['supplements', list],
  ]
    .map(([field, value]) => `"${field}":${value}`)
    .join(',')}}$`,
)

/**
 * Most of a dossier's text is names and hashes of its components. To make objects of them that nobody looks at takes twice as
 * long as to pass over them. In JSON a quotation mark within a text has a backslash before it, so what is looked for with its
 * marks stands in no text. Null: not just so, a text with a backslash or a bracket in it say; it has to be read in full.
 */
export function passedOver(text: string): CountedDossier | null {
  const found = shape.exec(text)
  if (found === null) return null
  // Lists of the rest would be made for each dossier.
  const [, channel, code = '', components = '', databases = '', dueAt, fees = '', digitised] = found
  const { 8: test, 9: verified, 10: payment, 11: procedure, 12: steps = '', 13: receivedAt, 14: refusedAt } = found
  const { 15: unit, 16: results = '', 17: returnedAt, 18: settledAt, 19: status, 20: supplements = '' } = found
  const progress = progressIn(steps)
  const known = statusOf(status)
  if (progress === null || known === undefined) return null
  return {
    code,
    responsibleUnit: nameIn(unit),
    procedure: nameIn(procedure),
    isTest: test === 'true',
    hasDigitisedComponent: digitised === 'true',
    status: known,
    receivedAt: momentIn(receivedAt),
    dueAt: momentIn(dueAt),
    settledAt: momentIn(settledAt),
    returnedAt: momentIn(returnedAt),
    refusedAt: momentIn(refusedAt),
    supplements: supplements === '' ? [] : supplementsShape.parse(JSON.parse(`[${supplements}]`)),
    progress,
    uses: {
      online: channel === 'online',
      hasResult: /"fileHash":(?!null)/.test(results),
      reusesData: components.includes('"reused":true'),
      usesStorage: components.includes('"fromStorage":true'),
      usesPopulationData: verified === 'true' || databases.includes(`"${populationDatabase}"`),
      areFeesZero: fees !== '' && !/"amount":(?!0,)/.test(fees),
      paidOnline: payment !== 'none',
    },
  }
}

const supplementsShape = dossier.shape.supplements

const statuses = new Map<string | undefined, Handled['status']>(
  [null, ...dossierStatuses].map((status) => [JSON.stringify(status), status]),
)

/** undefined: none of those. */
function statusOf(token: string | undefined): Handled['status'] | undefined {
  return statuses.get(token)
}

function nameIn(token = 'null'): string | null {
  return token === 'null' ? null : token.slice(1, -1)
}

function momentIn(token = 'null'): Instant | null {
  return token === 'null' ? null : instant(Number(token))
}

const step = /(?:^|,)\{"at":(-?\d+),"status":(null|"[a-z-]+")\}/y

/** Null: not all of it steps of handling. */
function progressIn(text: string): Handled['progress'] | null {
  const progress: Handled['progress'] = []
  step.lastIndex = 0
  for (let read = 0; read < text.length; read = step.lastIndex) {
    const found = step.exec(text)
    const status = statusOf(found?.[2])
    if (found === null || status === undefined) return null
    progress.push({ at: instant(Number(found[1])), status })
  }
  return progress
}
