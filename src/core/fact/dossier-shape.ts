import { applicantKinds, channels, type Dossier, dossierStatuses, onlinePayments } from '../dossier/dossier.ts'

/** With nothing in it that JSON writes with a backslash, so that the next mark is its end. */
const name = String.raw`"[^"\\\x00-\x1f]*"`
const whole = String.raw`(?:0|-?[1-9]\d*)`
/** With so few digits it is a safe number; nobody reads it, who would find that it is none. */
const unreadWhole = String.raw`(?:0|-?[1-9]\d{0,14})`
const flag = '(?:true|false)'
const maybe = (value: string) => `(?:null|${value})`
const oneOf = (words: readonly string[]) => `"(?:${words.join('|')})"`
const object = (values: Readonly<Record<string, string>>) => String.raw`\{${inOrder(Object.entries(values))}\}`
const list = (one: string) => String.raw`\[(?:${one}(?:,${one})*)?\]`

function inOrder(values: readonly (readonly [string, string])[]): string {
  return values.map(([field, value]) => `"${field}":${value}`).join(',')
}

const component = { code: maybe(name), digitised: flag, fileHash: maybe(name), fromStorage: flag, reused: flag }
const fee = { amount: maybe(unreadWhole), code: maybe(name), kind: maybe(name) }
const step = { at: whole, status: maybe(oneOf(dossierStatuses)) }
const result = { code: maybe(name), fileHash: maybe(name) }
const supplement = {
  askedAt: maybe(whole),
  dueAfter: maybe(whole),
  dueBefore: maybe(whole),
  receivedAt: maybe(whole),
}

/** In the order in which the canonical text has them. */
const fields = {
  applicantKind: maybe(oneOf(applicantKinds)),
  channel: oneOf(channels),
  code: name,
  components: list(object(component)),
  databases: list(name),
  dueAt: maybe(whole),
  fees: list(object(fee)),
  field: maybe(name),
  hasDigitisedComponent: flag,
  isTest: flag,
  isVneidVerified: flag,
  onlinePayment: oneOf(onlinePayments),
  person: maybe(name),
  procedure: maybe(name),
  progress: list(object(step)),
  receivedAt: maybe(whole),
  receivingUnit: maybe(name),
  refusedAt: maybe(whole),
  responsibleUnit: maybe(name),
  results: list(object(result)),
  returnForm: maybe(name),
  returnedAt: maybe(whole),
  settledAt: maybe(whole),
  status: maybe(oneOf(dossierStatuses)),
  submittedAt: maybe(unreadWhole),
  supplements: list(object(supplement)),
} satisfies Readonly<Record<keyof Dossier, string>>

const unread: ReadonlySet<string> = new Set<keyof Dossier>([
  'applicantKind',
  'field',
  'person',
  'receivingUnit',
  'returnForm',
  'submittedAt',
])

const opened = Object.entries(fields).map(([field, value]) => [field, unread.has(field) ? value : `(${value}`] as const)

/**
 * The canonical text of a dossier without a backslash in it. Of each field that is read there is a group, in the order of the
 * fields, that begins with its value and ends with the text: how long that is says where the value stands.
 */
export const dossierShape = new RegExp(`^{${inOrder(opened)}}${')'.repeat(opened.length - unread.size)}$`)
