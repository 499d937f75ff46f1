import { numberText, printedText } from '../../core/table/cell-text.ts'
import type { CellValue, MonthlyRow } from '../../core/table/monthly-table.ts'
import { saysNoData } from '../../core/table/no-data.ts'
import { fold } from '../../core/text/fold.ts'
import { type Finding, finding } from './catalogue.ts'
import {
  cellDecimals,
  type Column,
  columns,
  columnWords,
  isRating,
  type Outline,
  rowName,
  scoredOutOf,
} from './outline.ts'

/** Figures that look copied, missing, out of range, or of another kind than their neighbours. */
export function auditFigures(outline: Outline): Finding[] {
  return [
    ...copies(outline),
    ...missing(outline),
    ...noData(outline),
    ...columns.flatMap((column) => mixedKinds(outline, column)),
    ...outline.rows.flatMap(outOfRange),
    ...thresholdWordings(outline),
  ]
}

/** Two rates alike to the second decimal are no chance, nor are neighbours alike to the first. */
function copies(outline: Outline): Finding[] {
  const found: Finding[] = []
  for (const column of columns) {
    for (const [index, row] of outline.indicators.entries()) {
      const first = outline.indicators.slice(0, index).find((other) => looksCopied(outline, other, row, column))
      if (!first) continue
      const other = {
        vi: `dòng ${rowName(first)} (cột ${columnWords[column].vi})`,
        en: `row ${rowName(first)} (${columnWords[column].en})`,
      }
      found.push(finding('copied-figure', rowName(row), { printed: printedText(row, column), params: { other } }))
    }
  }
  for (const row of outline.indicators) {
    if (row.local.kind !== 'rate' || row.national.kind !== 'rate' || row.local.value !== row.national.value) continue
    if (Number.isInteger(row.local.value) || cellDecimals(row, 'local') < 2) continue
    const other = { vi: 'cột cả nước', en: "the country's column" }
    found.push(finding('copied-figure', rowName(row), { printed: printedText(row, 'local'), params: { other } }))
  }
  return found
}

function looksCopied(outline: Outline, first: MonthlyRow, second: MonthlyRow, column: Column): boolean {
  const [a, b] = [first[column], second[column]]
  if (a.kind !== 'rate' || b.kind !== 'rate' || a.value !== b.value || Number.isInteger(a.value)) return false
  const decimals = Math.max(cellDecimals(first, column), cellDecimals(second, column))
  return decimals >= 2 || outline.rows.indexOf(second) - outline.rows.indexOf(first) === 1
}

/** Empty cells beside filled ones, and scored rows without a maximum. A row told in parts needs no figure itself. */
function missing(outline: Outline): Finding[] {
  const filled = (row: MonthlyRow) => row.local.kind !== 'empty' || row.national.kind !== 'empty'
  const usesMaxima = outline.rows.some((row) => row.max !== null)
  const usesColumn = (column: Column) => outline.rows.some((row) => row[column].kind !== 'empty')
  return outline.rows
    .filter((row) => !isRating(row))
    .flatMap((row) => {
      const gaps = columns
        .filter((column) => row[column].kind === 'empty' && usesColumn(column) && outline.parts(row).length === 0)
        .filter(() => filled(row) || row.kind !== 'group')
        .map((column) => ({
          vi: `số liệu cột ${columnWords[column].vi}`,
          en: `The figure of the ${columnWords[column].en}`,
        }))
      const noMaximum = row.kind === 'indicator' && row.max === null && usesMaxima && !outline.isPart(row)
      return [
        ...gaps.map((what) => finding('figure-missing', rowName(row), { params: { what } })),
        ...(noMaximum
          ? [
              finding('figure-missing', rowName(row), {
                severity: 'note',
                params: { what: { vi: 'điểm tối đa trong tên chỉ số', en: 'The maximum in the name' } },
              }),
            ]
          : []),
      ]
    })
}

type Wording = { readonly text: string; readonly rows: string[] }

/** "Không có số liệu" beside "Không có số liệu, không có điểm": the rarer wordings are named. */
function noData(outline: Outline): Finding[] {
  const wordings = new Map<string, Wording>()
  for (const row of outline.indicators) {
    for (const column of columns) {
      const value = row[column]
      if (value.kind !== 'none' || !saysNoData(value.text)) continue
      const key = fold(value.text).replaceAll(/\s/g, '')
      const wording = wordings.get(key) ?? { text: value.text, rows: [] }
      wording.rows.push(rowName(row))
      wordings.set(key, wording)
    }
  }
  const [usual, ...others] = [...wordings.values()].toSorted((a, b) => b.rows.length - a.rows.length)
  if (!usual) return []
  return others.map(({ text, rows }) =>
    finding('no-data-worded-twice', rows[0] ?? null, {
      printed: text,
      expected: usual.text,
      params: { other: usual.text, rows: [...new Set(usual.rows)].join(', ') },
    }),
  )
}

const kindWords: Record<CellValue['kind'], { vi: string; en: string }> = {
  rate: { vi: 'tỷ lệ %', en: 'rates in %' },
  points: { vi: 'điểm', en: 'points' },
  fraction: { vi: 'phân số', en: 'fractions' },
  none: { vi: 'chữ', en: 'text' },
  empty: { vi: 'ô trống', en: 'nothing' },
}

function mixedKinds(outline: Outline, column: Column): Finding[] {
  const figures = outline.indicators.filter((row) => ['rate', 'points', 'fraction'].includes(row[column].kind))
  const counted = Map.groupBy(figures, (row) => row[column].kind)
  const [usual, ...others] = [...counted].toSorted((a, b) => b[1].length - a[1].length)
  if (!usual) return []
  return others.flatMap(([, rows]) =>
    rows.map((row) =>
      finding('mixed-kinds', rowName(row), {
        printed: printedText(row, column),
        params: { usual: kindWords[usual[0]] },
      }),
    ),
  )
}

function outOfRange(row: MonthlyRow): Finding[] {
  return columns.flatMap((column) => {
    const value = row[column]
    const printed = printedText(row, column)
    if (value.kind === 'rate' && value.value > 100)
      return [finding('rate-out-of-range', rowName(row), { printed, params: { column: columnWords[column] } })]
    if (value.kind === 'fraction' && value.part > value.whole)
      return [finding('rate-out-of-range', rowName(row), { printed, params: { column: columnWords[column] } })]
    const max = value.kind === 'points' ? (value.of ?? scoredOutOf(row)) : null
    if (value.kind === 'points' && max !== null && value.value > max)
      return [
        finding('points-exceed-maximum', rowName(row), {
          printed,
          expected: numberText(max),
          params: { max: numberText(max) },
        }),
      ]
    return []
  })
}

/**
 * One note for the whole column where one comparison is worded in more than one way: "từ 90% trở lên", "yêu cầu 100%".
 * "trên 90%" is another comparison, and is named with the rest.
 */
function thresholdWordings(outline: Outline): Finding[] {
  const wordings = new Map<string, { phrase: string; inclusive: boolean | null }>()
  for (const { verdict } of outline.indicators) {
    if (!verdict || verdict.threshold === null) continue
    const phrase = /\(([^)]*)\)/.exec(verdict.text)?.[1] ?? verdict.text
    const key = fold(phrase)
      .replaceAll(/\d+([.,]\d+)?\s*%/g, '…%')
      .replaceAll(/\s/g, '')
    if (!wordings.has(key)) wordings.set(key, { phrase: phrase.trim(), inclusive: verdict.inclusive })
  }
  const all = [...wordings.values()]
  if (new Set(all.map((item) => item.inclusive)).size === all.length) return []
  const quoted = all.map(({ phrase }) => `“${phrase}”`).join(', ')
  return [finding('thresholds-worded-differently', null, { params: { count: all.length, wordings: quoted } })]
}
