import { channels, type Dossier, dossier, type Handled, onlinePayments } from '../dossier/dossier.ts'
import { dossierShape } from './dossier-shape.ts'
import { KnownWords } from './known-words.ts'
import { isEmptyAt, isTrueAt, momentAt, nameAt, partOf, placeOf, progressAt, statusAt, wordAt } from './text-value.ts'

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

const channelWords = new KnownWords(channels)
const paymentWords = new KnownWords(onlinePayments)
const mostLetters = dossier.shape.code.maxLength ?? Infinity

/**
 * Most of a dossier's text is names and hashes of its components. To make objects of them that nobody looks at takes three
 * times as long as to pass over them. Null: it is not just as `canonicalJson` writes it, or a text in it has a backslash; it
 * has to be read in full.
 */
export function passedOver(text: string): CountedDossier | null {
  const found = dossierShape.exec(text)
  if (found === null) return null
  // Names stand in the order of the fields that are read; lists of the rest would be made for each dossier.
  const [, channel, code, components, databases, dueAt, fees, digitised, isTest, verified, payment] = found
  const { 11: procedure, 12: progress, 13: receivedAt, 14: refusedAt, 15: unit, 16: results } = found
  const { 17: returnedAt, 18: settledAt, 19: status, 20: supplements } = found
  const ownCode = nameAt(text, code) ?? ''
  if (ownCode === '' || ownCode.length > mostLetters) return null
  const listed = partOf(text, components, databases)
  return {
    code: ownCode,
    responsibleUnit: nameAt(text, unit),
    procedure: nameAt(text, procedure),
    isTest: isTrueAt(text, isTest),
    hasDigitisedComponent: isTrueAt(text, digitised),
    status: statusAt(text, status),
    receivedAt: momentAt(text, receivedAt),
    dueAt: momentAt(text, dueAt),
    settledAt: momentAt(text, settledAt),
    returnedAt: momentAt(text, returnedAt),
    refusedAt: momentAt(text, refusedAt),
    supplements: isEmptyAt(text, supplements) ? [] : supplementsIn(text, placeOf(text, supplements)),
    progress: progressAt(text, progress),
    uses: usesOf({
      channel: wordAt(text, channel, channelWords),
      onlinePayment: wordAt(text, payment, paymentWords),
      isVneidVerified: isTrueAt(text, verified),
      hasResultFile: partOf(text, results, returnedAt).includes('"fileHash":"'),
      // From rare letters on: the first is what is looked for.
      hasReused: listed.includes('used":true'),
      hasStored: listed.includes('Storage":true'),
      asksPopulation: !isEmptyAt(text, databases) && partOf(text, databases, dueAt).includes(`"${populationDatabase}"`),
      hasFees: !isEmptyAt(text, fees),
      hasFeeNotZero: !isEmptyAt(text, fees) && /"amount":(?!0,)/.test(partOf(text, fees, digitised)),
    }),
  }
}

function supplementsIn(text: string, start: number): Dossier['supplements'] {
  return dossier.shape.supplements.parse(JSON.parse(text.slice(start, -1)))
}
