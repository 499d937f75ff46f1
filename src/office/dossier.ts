import { type Dossier, dossier } from '../core/dossier/dossier.ts'
import { judgeDossier } from '../core/dossier/judge.ts'
import type { Judgement } from '../core/dossier/judgement.ts'
import { failed, type Result } from '../core/failure.ts'
import { procedure } from '../core/procedure/procedure.ts'
import type { Instant, PlainDate } from '../core/time/instant.ts'
import type { Stored } from '../ledger/row.ts'
import type { Installation } from './installation.ts'

export type ExplainedDossier = {
  readonly dossier: Dossier
  readonly judgement: Judgement
  /** What the sources said of it, the current observation first. */
  readonly history: readonly Stored[]
}

export type DossierMoment = { readonly asOf: Instant; readonly periodEnd: PlainDate | null }

/** One dossier, judged by rule 2.1 at a moment, with its history. Failures: dossier-unknown, the ledger's. */
export function explainDossier(
  { ledger, calendar }: Installation,
  code: string,
  moment: DossierMoment,
): Result<ExplainedDossier> {
  const record = ledger.record('dossier', code)
  if (!record.ok) return record
  if (record.value === null) return failed('dossier-unknown', { code })
  const history = ledger.history('dossier', code)
  if (!history.ok) return history
  const body = dossier.parse(record.value.body)
  const limit = timeLimit(ledger, body.procedure)
  if (!limit.ok) return limit
  const judgement = judgeDossier(body, { ...moment, calendar, maxWorkingDays: limit.value })
  return { ok: true, value: { dossier: body, judgement, history: history.value } }
}

function timeLimit(ledger: Installation['ledger'], code: string | null): Result<number | null> {
  if (code === null) return { ok: true, value: null }
  const record = ledger.record('procedure', code)
  if (!record.ok) return record
  return { ok: true, value: record.value ? procedure.parse(record.value.body).maxWorkingDays : null }
}
