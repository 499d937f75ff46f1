import { type Dossier, dossier } from '../core/dossier/dossier.ts'
import type { Result } from '../core/failure.ts'
import { type Service, service } from '../core/procedure/procedure.ts'
import { qualityCatalogue, type QualityCode, type QualityFinding } from '../core/quality/catalogue.ts'
import { dossierQuality } from '../core/quality/dossier.ts'
import { PersonCount } from '../core/quality/person-count.ts'
import type { Instant } from '../core/time/instant.ts'
import { unit } from '../core/unit/unit.ts'
import type { Ledger } from '../ledger/ledger.ts'
import type { Stored } from '../ledger/row.ts'
import type { Installation } from './installation.ts'
import { recordsOf } from './records.ts'

export type DossierFinding = {
  readonly dossier: string
  readonly unit: string | null
  readonly finding: QualityFinding
}

export type QualityReport = {
  readonly dossiers: number
  readonly counts: ReadonlyMap<QualityCode, number>
  /** At most `limit` of each code, by dossier code. */
  readonly list: readonly DossierFinding[]
}

/** One identity number on this many dossiers is suspicious: a clerk of a notary may file a dozen or two. */
const identityThreshold = 30

export type QualityQuestion = {
  readonly asOf: Instant
  /** How many are listed of each code. */
  readonly limit: number
  /** Dossiers of these units only; all without it. */
  readonly isWithin?: (unit: string | null) => boolean
  /** Waited for now and then, by a server that has others to answer. */
  readonly pause?: () => Promise<void>
}

/** Dossiers looked at without a pause: some 5 ms. */
const stretch = 100

/** What is wrong with the data of the current dossiers, by the rules of the catalogue: counted, listed, never repaired. */
export async function dataQuality({ ledger }: Installation, question: QualityQuestion): Promise<Result<QualityReport>> {
  const { asOf, limit, isWithin = () => true, pause = () => Promise.resolve() } = question
  const persons = new PersonCount()
  let looked = 0
  for (const { body } of recordsOf(ledger, 'dossier')) {
    persons.add(dossier.parse(body))
    if (++looked % stretch === 0) await pause()
  }
  const services = servicesOf(ledger)
  const aliases = aliasesOf(ledger)
  const counts = new Map<QualityCode, number>()
  const list: DossierFinding[] = []
  let dossiers = 0
  for (const record of recordsOf(ledger, 'dossier')) {
    if (++looked % stretch === 0) await pause()
    const body = dossier.parse(record.body)
    if (!isWithin(body.responsibleUnit)) continue
    dossiers++
    const found = dossierQuality(body, {
      asOf,
      history: historyOf(ledger, record),
      services: services.get(body.procedure ?? '') ?? [],
      personDossiers: body.person === null ? null : persons.of(body.person),
      identityThreshold,
      unitOf: (code) => aliases.get(code) ?? code,
    })
    for (const finding of found) {
      const count = (counts.get(finding.code) ?? 0) + 1
      counts.set(finding.code, count)
      if (count <= limit) list.push({ dossier: body.code, unit: body.responsibleUnit, finding })
    }
  }
  const order = Object.keys(qualityCatalogue)
  const sorted = list.toSorted((a, b) => order.indexOf(a.finding.code) - order.indexOf(b.finding.code))
  return { ok: true, value: { dossiers, counts, list: sorted } }
}

/** Earlier versions, oldest first. Most dossiers have one version only. */
function historyOf(ledger: Ledger, current: Stored): { dossier: Dossier; at: Instant }[] {
  const history = ledger.history('dossier', current.key)
  if (!history.ok) throw new Error(JSON.stringify(history.failures))
  return history.value
    .filter(({ seq }) => seq !== current.seq)
    .map(({ body, sourceTime, recordedTime }) => ({ dossier: dossier.parse(body), at: sourceTime ?? recordedTime }))
    .toReversed()
}

function servicesOf(ledger: Ledger): ReadonlyMap<string, readonly Service[]> {
  return Map.groupBy(
    [...recordsOf(ledger, 'service')].map(({ body }) => service.parse(body)),
    (item) => item.procedure,
  )
}

function aliasesOf(ledger: Ledger): ReadonlyMap<string, string> {
  const units = [...recordsOf(ledger, 'unit')].map(({ body }) => unit.parse(body))
  return new Map(units.flatMap(({ code, aliases }) => aliases.map((alias) => [alias, code] as const)))
}
