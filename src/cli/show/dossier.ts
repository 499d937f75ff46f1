import { statusNames } from '../../core/dossier/status.ts'
import { formatInstant, type Instant, isoInstant } from '../../core/time/instant.ts'
import { verdictNames } from '../../core/time/judgement.ts'
import type { Language, Words } from '../../core/words.ts'
import type { DossierMoment, ExplainedDossier } from '../../office/dossier.ts'
import { textTable } from './text-table.ts'
import { say } from './words.ts'

function iso(at: Instant | null): string | null {
  return at === null ? null : isoInstant(at)
}

export function dossierJson({ dossier, judgement }: ExplainedDossier, { asOf }: DossierMoment, language: Language) {
  return {
    code: dossier.code,
    receivedAt: iso(dossier.receivedAt),
    dueAt: iso(judgement.dueAt ?? dossier.dueAt),
    endedAt: iso(judgement.endedAt),
    supplements: judgement.supplements.map(({ askedAt, receivedAt }) => ({
      askedAt: iso(askedAt),
      receivedAt: iso(receivedAt),
    })),
    judgement: judgement.judgement,
    asOf: iso(asOf),
    steps: judgement.steps.map(({ rule, text }) => ({ rule, text: say(text, language) })),
  }
}

/** The dossier for a person: what happened when, then each rule with its arithmetic, then the verdict. */
export function dossierText(explained: ExplainedDossier, { asOf }: DossierMoment, language: Language): string {
  const { dossier, judgement, history } = explained
  const vi = language === 'vi'
  const timeline = textTable(
    vi ? ['Thời điểm', 'Diễn biến'] : ['Time', 'What happened'],
    timelineRows(explained, language),
    { widths: [20, 0] },
  )
  const steps = judgement.steps.map(({ text }, i) => `${String(i + 1).padStart(3)}. ${say(text, language)}`)
  const verdict = say(verdictNames[judgement.judgement], language)
  const unit = dossier.responsibleUnit ?? '–'
  const sources = [...new Set(history.map((item) => item.source))].join(', ')
  return [
    vi
      ? `Hồ sơ ${dossier.code} · thủ tục ${dossier.procedure ?? '–'} · đơn vị xử lý ${unit}`
      : `Dossier ${dossier.code} · procedure ${dossier.procedure ?? '–'} · responsible unit ${unit}`,
    timeline,
    vi
      ? `Căn cứ và cách tính (tính đến ${formatInstant(asOf)}):`
      : `Rules and arithmetic (as of ${formatInstant(asOf)}):`,
    ...steps,
    '',
    vi ? `Kết luận: ${verdict}` : `Verdict: ${verdict}`,
    vi ? `Nguồn: ${sources}, ${history.length} lần ghi nhận.` : `Source: ${sources}, ${history.length} observations.`,
  ].join('\n')
}

function timelineRows({ dossier }: ExplainedDossier, language: Language): string[][] {
  const events: { at: Instant; what: Words }[] = dossier.progress.map(({ at, status }) => ({
    at,
    what: status === null ? { vi: 'Bước xử lý', en: 'A step of handling' } : statusNames[status],
  }))
  const add = (at: Instant | null, vi: string, en: string) => {
    if (at !== null) events.push({ at, what: { vi, en } })
  }
  add(dossier.submittedAt, 'Nộp hồ sơ', 'Submitted')
  add(dossier.receivedAt, 'Ngày tiếp nhận', 'Received')
  add(dossier.dueAt, 'Ngày hẹn trả', 'Due')
  for (const { askedAt, receivedAt } of dossier.supplements) {
    add(askedAt, 'Yêu cầu bổ sung', 'Supplement asked for')
    add(receivedAt, 'Nhận bổ sung', 'Supplement received')
  }
  add(dossier.settledAt, 'Ngày kết thúc xử lý', 'Handling ended')
  add(dossier.returnedAt, 'Ngày trả kết quả', 'Result returned')
  add(dossier.refusedAt, 'Ngày từ chối', 'Refused')
  return events.toSorted((a, b) => a.at - b.at).map(({ at, what }) => [formatInstant(at), say(what, language)])
}
