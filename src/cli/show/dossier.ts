import { formatInstant } from '../../core/time/instant.ts'
import { verdictNames } from '../../core/time/judgement.ts'
import type { Language } from '../../core/words.ts'
import { type DossierMoment, type ExplainedDossier, timelineOf } from '../../office/dossier.ts'
import { textTable } from './text-table.ts'
import { say } from './words.ts'

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
  return timelineOf(dossier).map(({ at, what }) => [formatInstant(at), say(what, language)])
}
