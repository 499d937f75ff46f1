import { type Dossier, dossier } from '../core/dossier/dossier.ts'
import { judgeDossier } from '../core/dossier/judge.ts'
import type { Judgement } from '../core/dossier/judgement.ts'
import { statusNames } from '../core/dossier/status.ts'
import { failed, type Result } from '../core/failure.ts'
import { isPeriod, periodDays } from '../core/period/period.ts'
import { procedure } from '../core/procedure/procedure.ts'
import { type Instant, isoInstant, type PlainDate } from '../core/time/instant.ts'
import { parsePlainDate } from '../core/time/plain-date.ts'
import type { Language, Words } from '../core/words.ts'
import type { Stored } from '../ledger/row.ts'
import { momentOf } from './counting/asked.ts'
import type { Holdings } from './installation.ts'

export type ExplainedDossier = {
  readonly dossier: Dossier
  readonly judgement: Judgement
  /** What the sources said of it, the current observation first. */
  readonly history: readonly Stored[]
}

export type DossierMoment = { readonly asOf: Instant; readonly periodEnd: PlainDate | null }

/** One dossier, judged by rule 2.1 at a moment, with its history. Failures: dossier-unknown, the ledger's. */
export function explainDossier(
  { ledger, calendar }: Holdings,
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

function timeLimit(ledger: Holdings['ledger'], code: string | null): Result<number | null> {
  if (code === null) return { ok: true, value: null }
  const record = ledger.record('procedure', code)
  if (!record.ok) return record
  return { ok: true, value: record.value ? procedure.parse(record.value.body).maxWorkingDays : null }
}

/** The moment that is asked about. A day counts to its end. Failure: moment-invalid. */
export function dossierMoment(
  { asOf, period }: { readonly asOf?: string | undefined; readonly period?: string | undefined },
  now: Instant,
): Result<DossierMoment> {
  if (period !== undefined && !isPeriod(period)) return failed('moment-invalid', { text: period })
  const moment = momentOf(asOf, now)
  if (!moment.ok) return moment
  const periodEnd = period === undefined ? null : parsePlainDate(periodDays(period).last)
  return { ok: true, value: { asOf: moment.value, periodEnd } }
}

/** What happened when, in order. */
export function timelineOf(of: Dossier): readonly { readonly at: Instant; readonly what: Words }[] {
  const events: { at: Instant; what: Words }[] = of.progress.map(({ at, status }) => ({
    at,
    what: status === null ? { vi: 'Bước xử lý', en: 'A step of handling' } : statusNames[status],
  }))
  const add = (at: Instant | null, vi: string, en: string) => {
    if (at !== null) events.push({ at, what: { vi, en } })
  }
  add(of.submittedAt, 'Nộp hồ sơ', 'Submitted')
  add(of.receivedAt, 'Ngày tiếp nhận', 'Received')
  add(of.dueAt, 'Ngày hẹn trả', 'Due')
  for (const { askedAt, receivedAt } of of.supplements) {
    add(askedAt, 'Yêu cầu bổ sung', 'Supplement asked for')
    add(receivedAt, 'Nhận bổ sung', 'Supplement received')
  }
  add(of.settledAt, 'Ngày kết thúc xử lý', 'Handling ended')
  add(of.returnedAt, 'Ngày trả kết quả', 'Result returned')
  add(of.refusedAt, 'Ngày từ chối', 'Refused')
  return events.toSorted((a, b) => a.at - b.at)
}

function iso(at: Instant | null): string | null {
  return at === null ? null : isoInstant(at)
}

/** As programs get it, from the command line and from the server. */
export function dossierJson({ dossier: of, judgement }: ExplainedDossier, { asOf }: DossierMoment, language: Language) {
  return {
    code: of.code,
    receivedAt: iso(of.receivedAt),
    dueAt: iso(judgement.dueAt ?? of.dueAt),
    endedAt: iso(judgement.endedAt),
    supplements: judgement.supplements.map(({ askedAt, receivedAt }) => ({
      askedAt: iso(askedAt),
      receivedAt: iso(receivedAt),
    })),
    judgement: judgement.judgement,
    asOf: isoInstant(asOf),
    steps: judgement.steps.map(({ rule, text }) => ({ rule, text: text[language] })),
  }
}
