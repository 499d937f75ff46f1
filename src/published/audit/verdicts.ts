import { exact, type Exact, quotient } from '../../core/exact.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import { meets } from '../../core/score/points.ts'
import { numberText, printedText } from '../../core/table/cell-text.ts'
import type { CellValue, MonthlyRow } from '../../core/table/monthly-table.ts'
import { type Finding, finding } from './catalogue.ts'
import { rowName, type Outline } from './outline.ts'

/** Đạt / Chưa đạt against the threshold printed beside it; without one, against the index set's. */
export function auditVerdicts(outline: Outline, indexSet: IndexSet | null): Finding[] {
  return outline.indicators.flatMap((row) => auditVerdict(row, indexSet) ?? [])
}

function auditVerdict(row: MonthlyRow, indexSet: IndexSet | null): Finding | null {
  const { verdict } = row
  const ratio = ratioIn(row.local)
  if (verdict?.met === null || verdict === null || ratio === null) return null
  const { met, text, threshold, inclusive } = verdict
  const own = threshold !== null && inclusive !== null ? { threshold, inclusive } : null
  const rule = own ?? indexSet?.indicators.get(row.id ?? '')?.verdict ?? null
  if (rule === null || meets(ratio, rule) === met) return null
  const value = printedText(row, 'local')
  const limit = {
    vi: `${rule.inclusive ? 'từ' : 'trên'} ${numberText(rule.threshold)}%`,
    en: `${rule.threshold} %`,
  }
  const relation = met
    ? { vi: 'không đạt', en: rule.inclusive ? 'below' : 'not above' }
    : { vi: 'đã đạt', en: rule.inclusive ? 'at least' : 'above' }
  return finding(own ? 'verdict-contradicts-threshold' : 'verdict-contradicts-set', rowName(row), {
    printed: text,
    expected: met ? 'Chưa đạt' : 'Đạt',
    params: { verdict: text, value, relation, threshold: limit, set: indexSet?.id ?? '' },
  })
}

/** The ratio that a cell states: 49,22% or 86/90. */
export function ratioIn(value: CellValue): Exact | null {
  if (value.kind === 'rate') return exact(value.value).div(100)
  if (value.kind === 'fraction' && value.whole > 0) return quotient(value.part, value.whole)
  return null
}
