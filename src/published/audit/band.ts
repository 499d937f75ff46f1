import { exact } from '../../core/exact.ts'
import type { IndexSet } from '../../core/index-set/index-set.ts'
import { bandOf } from '../../core/score/score.ts'
import { numberText } from '../../core/table/cell-text.ts'
import type { MonthlyRow } from '../../core/table/monthly-table.ts'
import { fold } from '../../core/text/fold.ts'
import { type Finding, finding } from './catalogue.ts'
import { isRating, type Outline, rowName } from './outline.ts'

/** A rating printed beside the total ("Xếp loại Khá"), or in a row of its own, against the total of the province. */
export function auditBand(outline: Outline, indexSet: IndexSet): Finding[] {
  const total = outline.rows.find((row) => row.kind === 'total')
  if (total?.local.kind !== 'points') return []
  const { value } = total.local
  const expected = bandOf(indexSet, exact(value), exact(indexSet.total)).vi
  return outline.rows.flatMap((row) => {
    const printed = ratingIn(row, total, indexSet)
    if (printed === null || fold(printed) === fold(expected)) return []
    const params = { unit: rowName(row), total: numberText(value) }
    return [finding('band-does-not-fit', rowName(row), { printed, expected, params })]
  })
}

function ratingIn(row: MonthlyRow, total: MonthlyRow, { bands }: IndexSet): string | null {
  const text =
    isRating(row) && row.local.kind === 'none' ? row.local.text : row === total ? (row.verdict?.text ?? '') : ''
  const said = fold(text)
    .replace(/^\W*(?:xep loai|loai)?\W*/, '')
    .replace(/\W+$/, '')
  return bands.find((band) => fold(band.name.vi) === said)?.name.vi ?? null
}
