import { channels, type Dossier, dossier, dossierStatuses, type Handled, onlinePayments } from '../dossier/dossier.ts'
import { kept } from '../observation/kept.ts'
import { dossierShape } from './dossier-shape.ts'
import { KnownWords } from './known-words.ts'
import { TextCursor } from './text-cursor.ts'

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

/** What they follow from, however it was read. */
type Signs = Pick<Dossier, 'channel' | 'onlinePayment' | 'isVneidVerified'> & {
  readonly hasResultFile: boolean
  readonly hasReused: boolean
  readonly hasStored: boolean
  readonly asksPopulation: boolean
  readonly hasFees: boolean
  /** Or one of which the amount is not stated. */
  readonly hasFeeNotZero: boolean
}

function usesOf(signs: Signs): Uses {
  return {
    online: signs.channel === 'online',
    hasResult: signs.hasResultFile,
    reusesData: signs.hasReused,
    usesStorage: signs.hasStored,
    usesPopulationData: signs.isVneidVerified || signs.asksPopulation,
    areFeesZero: signs.hasFees && !signs.hasFeeNotZero,
    paidOnline: signs.onlinePayment !== 'none',
  }
}

/** Code of the national population database (MaCSDL), as one-stop systems send it. */
const populationDatabase = '7'

export function countedOf(own: Dossier): CountedDossier {
  const { channel, onlinePayment, isVneidVerified } = own
  const uses = usesOf({
    channel,
    onlinePayment,
    isVneidVerified,
    hasResultFile: own.results.some(({ fileHash }) => fileHash !== null),
    hasReused: own.components.some(({ reused }) => reused),
    hasStored: own.components.some(({ fromStorage }) => fromStorage),
    asksPopulation: own.databases.includes(populationDatabase),
    hasFees: own.fees.length > 0,
    hasFeeNotZero: own.fees.some(({ amount }) => amount !== 0),
  })
  return { ...own, uses }
}

/** As `countedOf`, of the text that the ledger keeps. Throws where the text is no dossier. */
export function countedIn(text: string): CountedDossier {
  return passedOver(text) ?? countedOf(dossier.parse(JSON.parse(text)))
}

const statuses = new KnownWords(dossierStatuses)
const channelWords = new KnownWords(channels)
const paymentWords = new KnownWords(onlinePayments)
const mostLetters = dossier.shape.code.maxLength ?? Infinity

/**
 * Most of a dossier's text is names and hashes of its components. To make objects of them that nobody looks at takes three
 * times as long as to pass over them. Null: it is not just as `canonicalJson` writes it, a text in it has a backslash, or a
 * number more digits than are safe; it has to be read in full.
 */
export function passedOver(text: string): CountedDossier | null {
  if (!dossierShape.test(text)) return null
  const at = new TextCursor(text)
  // In the order of the fields, for one is read after another.
  at.hasName('applicantKind')
  const channel = at.word('channel', channelWords)
  const code = at.name('code') ?? ''
  if (code === '' || code.length > mostLetters) return null
  const { hasReused, hasStored } = componentsAt(at)
  const asksPopulation = at.listsLetter('databases', populationDatabase)
  const dueAt = at.momentOrNull('dueAt')
  const { hasFees, hasFeeNotZero } = feesAt(at)
  at.hasName('field')
  const hasDigitisedComponent = at.flag('hasDigitisedComponent')
  const isTest = at.flag('isTest')
  const isVneidVerified = at.flag('isVneidVerified')
  const onlinePayment = at.word('onlinePayment', paymentWords)
  at.hasName('person')
  const procedure = at.name('procedure')
  const progress = progressAt(at)
  const receivedAt = at.momentOrNull('receivedAt')
  at.hasName('receivingUnit')
  const refusedAt = at.momentOrNull('refusedAt')
  const responsibleUnit = at.name('responsibleUnit')
  const hasResultFile = hasResultFileAt(at)
  at.hasName('returnForm')
  return {
    code,
    responsibleUnit,
    procedure,
    isTest,
    hasDigitisedComponent,
    receivedAt,
    dueAt,
    refusedAt,
    progress,
    returnedAt: at.momentOrNull('returnedAt'),
    settledAt: at.momentOrNull('settledAt'),
    status: at.wordOrNull('status', statuses),
    supplements: supplementsAt(at),
    uses: usesOf({
      channel,
      onlinePayment,
      isVneidVerified,
      asksPopulation,
      hasResultFile,
      hasReused,
      hasStored,
      hasFees,
      hasFeeNotZero,
    }),
  }
}

function componentsAt(at: TextCursor): Pick<Signs, 'hasReused' | 'hasStored'> {
  let [hasReused, hasStored] = [false, false]
  for (let more = at.first('components'); more; more = at.next()) {
    at.hasName('code')
    at.flag('digitised')
    at.hasName('fileHash')
    if (at.flag('fromStorage')) hasStored = true
    if (at.flag('reused')) hasReused = true
  }
  return { hasReused, hasStored }
}

function feesAt(at: TextCursor): Pick<Signs, 'hasFees' | 'hasFeeNotZero'> {
  let [hasFees, hasFeeNotZero] = [false, false]
  for (let more = at.first('fees'); more; more = at.next()) {
    hasFees = true
    if (!at.isZero('amount')) hasFeeNotZero = true
    at.hasName('code')
    at.hasName('kind')
  }
  return { hasFees, hasFeeNotZero }
}

function progressAt(at: TextCursor): Dossier['progress'] {
  const progress: Dossier['progress'] = []
  for (let more = at.first('progress'); more; more = at.next()) {
    const moment = at.moment('at')
    progress.push({ status: at.wordOrNull('status', statuses), at: moment })
  }
  return progress
}

function hasResultFileAt(at: TextCursor): boolean {
  let hasFile = false
  for (let more = at.first('results'); more; more = at.next()) {
    at.hasName('code')
    if (at.hasName('fileHash')) hasFile = true
  }
  return hasFile
}

/** The last of the fields: the brace behind it is the text's. */
function supplementsAt(at: TextCursor): Dossier['supplements'] {
  at.momentOrNull('submittedAt')
  const rest = at.rest('supplements')
  if (rest === '[]}') return []
  const supplements: unknown = JSON.parse(rest.slice(0, -1))
  if (!Array.isArray(supplements)) throw new TypeError(`no list: ${typeof supplements}`)
  return supplements.map((one) => kept(dossier.shape.supplements.element, one))
}
