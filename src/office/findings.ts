import { type Dossier, dossier } from '../core/dossier/dossier.ts'
import type { Result } from '../core/failure.ts'
import { kept } from '../core/observation/kept.ts'
import { procedure, type Service, service } from '../core/procedure/procedure.ts'
import { qualityCatalogue, type QualityCode, type QualityFinding } from '../core/quality/catalogue.ts'
import { dossierQuality } from '../core/quality/dossier.ts'
import { PersonCount } from '../core/quality/person-count.ts'
import { procedureQuality } from '../core/quality/procedure.ts'
import { StatedFields } from '../core/quality/stated-fields.ts'
import type { Instant } from '../core/time/instant.ts'
import { unit } from '../core/unit/unit.ts'
import type { Stored } from '../ledger/row.ts'
import type { LedgerView } from '../ledger/view.ts'
import type { Installation } from './installation.ts'
import { bodiesOf, recordsOf } from './records.ts'

/** A finding, with what it is about: see the catalogue. */
export type FoundFinding = {
  readonly key: string
  readonly unit: string | null
  readonly finding: QualityFinding
}

export type QualityReport = {
  /** How many were looked at. */
  readonly dossiers: number
  readonly counts: ReadonlyMap<QualityCode, number>
  /** At most `limit` of each code, by key. */
  readonly list: readonly FoundFinding[]
}

/** One identity number on this many dossiers is suspicious: a clerk of a notary may file a dozen or two. */
const identityThreshold = 30

export type QualityQuestion = {
  readonly asOf: Instant
  /** How many are listed of each code. */
  readonly limit: number
  /** Dossiers and procedures of these units only; all without it. */
  readonly isWithin?: (unit: string | null) => boolean
  /** Waited for now and then, by a server that has others to answer. */
  readonly pause?: () => Promise<void>
}

/** Dossiers looked at without a pause: some 5 ms. */
const stretch = 100

/** What is wrong with the data that is current, by the rules of the catalogue: counted, listed, never repaired. */
export async function dataQuality({ ledger }: Installation, question: QualityQuestion): Promise<Result<QualityReport>> {
  const { asOf, isWithin = () => true, pause = () => Promise.resolve() } = question
  const persons = new PersonCount()
  let looked = 0
  for (const { body } of bodiesOf(ledger, 'dossier')) {
    persons.add(kept(dossier, body))
    if (++looked % stretch === 0) await pause()
  }
  const services = servicesOf(ledger)
  const aliases = aliasesOf(ledger)
  const collected = new Collected(question.limit)
  const stated = new Map<string, StatedFields>()
  let dossiers = 0
  for (const record of recordsOf(ledger, 'dossier')) {
    if (++looked % stretch === 0) await pause()
    const body = kept(dossier, record.body)
    if (!isWithin(body.responsibleUnit)) continue
    dossiers++
    const fields = stated.get(record.source) ?? new StatedFields()
    stated.set(record.source, fields)
    fields.add(body)
    const found = dossierQuality(body, {
      asOf,
      history: historyOf(ledger, record),
      services: services.get(body.procedure ?? '') ?? [],
      personDossiers: body.person === null ? null : persons.of(body.person),
      identityThreshold,
      unitOf: (code) => aliases.get(code) ?? code,
    })
    collected.add(body.code, body.responsibleUnit, found)
  }
  for (const { body } of bodiesOf(ledger, 'procedure')) {
    const of = kept(procedure, body)
    if (isWithin(of.authority)) collected.add(of.code, of.authority, procedureQuality(of))
  }
  for (const [source, fields] of stated) collected.add(source, null, fields.findings())
  return { ok: true, value: { dossiers, counts: collected.counts, list: collected.inOrder() } }
}

/** Findings as they are met: all are counted, some of each code are kept. */
class Collected {
  readonly counts = new Map<QualityCode, number>()
  readonly #limit: number
  readonly #list: FoundFinding[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  add(key: string, owner: string | null, findings: readonly QualityFinding[]): void {
    for (const finding of findings) {
      const count = (this.counts.get(finding.code) ?? 0) + 1
      this.counts.set(finding.code, count)
      if (count <= this.#limit) this.#list.push({ key, unit: owner, finding })
    }
  }

  inOrder(): readonly FoundFinding[] {
    const order = Object.keys(qualityCatalogue)
    return this.#list.toSorted((a, b) => order.indexOf(a.finding.code) - order.indexOf(b.finding.code))
  }
}

/** Earlier versions, oldest first. Most dossiers have one version only. */
function historyOf(ledger: LedgerView, current: Stored): { dossier: Dossier; at: Instant }[] {
  const history = ledger.history('dossier', current.key)
  if (!history.ok) throw new Error(JSON.stringify(history.failures))
  return history.value
    .filter(({ seq }) => seq !== current.seq)
    .map(({ body, sourceTime, recordedTime }) => ({ dossier: kept(dossier, body), at: sourceTime ?? recordedTime }))
    .toReversed()
}

function servicesOf(ledger: LedgerView): ReadonlyMap<string, readonly Service[]> {
  return Map.groupBy(
    [...bodiesOf(ledger, 'service')].map(({ body }) => kept(service, body)),
    (item) => item.procedure,
  )
}

function aliasesOf(ledger: LedgerView): ReadonlyMap<string, string> {
  const units = [...bodiesOf(ledger, 'unit')].map(({ body }) => unit.parse(body))
  return new Map(units.flatMap(({ code, aliases }) => aliases.map((alias) => [alias, code] as const)))
}
