import { originText } from '../../core/reported/origin-text.ts'
import type { Origin } from '../../core/reported/report.ts'
import type { Language } from '../../core/words.ts'
import { integer } from './words.ts'

/** Reports that differ in nothing but their unit are one line: "nguồn cong · Cổng DVCQG · chụp 10/10/2026 · sổ 1–35". */
export function originGroups(origins: readonly Origin[], language: Language): ReadonlyMap<string, readonly Origin[]> {
  return Map.groupBy(origins, (origin) => originText(origin, language))
}

/** `1–35, 38`: places in the ledger. */
export function seqText(origins: readonly Origin[], language: Language): string {
  const runs: { first: number; last: number }[] = []
  for (const { seq } of origins.toSorted((a, b) => a.seq - b.seq)) {
    const run = runs.at(-1)
    if (run?.last === seq - 1) run.last = seq
    else runs.push({ first: seq, last: seq })
  }
  const text = (value: number) => integer(value, language)
  return runs.map(({ first, last }) => (first === last ? text(first) : `${text(first)}–${text(last)}`)).join(', ')
}

/** One line for each, numbered as the tables refer to them. */
export function originLines(origins: readonly Origin[], language: Language): readonly string[] {
  const where = language === 'vi' ? 'bản ghi nhận số' : 'observation'
  return [...originGroups(origins, language)].map(
    ([text, own], index) => `  [${index + 1}] ${text} · ${where} ${seqText(own, language)}`,
  )
}
