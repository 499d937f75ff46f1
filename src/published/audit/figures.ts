import { cellText, printedText } from '../../core/table/cell-text.ts'
import type { CellValue, MonthlyRow } from '../../core/table/monthly-table.ts'
import { fold } from '../../core/text/fold.ts'
import { type Finding, finding } from './catalogue.ts'
import { type Column, columns, columnWords, type Outline, rowName, scoredOutOf } from './outline.ts'

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

/** Two rates alike to the second decimal are no chance; 100 % and whole numbers are. */
function copies(outline: Outline): Finding[] {
  const found: Finding[] = []
  for (const column of columns) {
    const seen = new Map<number, MonthlyRow>()
    for (const row of outline.indicators) {
      const value = row[column]
      if (value.kind !== 'rate' || Number.isInteger(value.value)) continue
      const first = seen.get(value.value)
      if (first) {
        const other = {
          vi: `dòng ${rowName(first)} (cột ${columnWords[column].vi})`,
          en: `row ${rowName(first)} (${columnWords[column].en})`,
        }
        found.push(finding('copied-figure', rowName(row), { printed: printedText(row, column), params: { other } }))
      } else seen.set(value.value, row)
    }
  }
  for (const row of outline.indicators) {
    if (
      row.local.kind === 'rate' &&
      row.national.kind === 'rate' &&
      row.local.value === row.national.value &&
      !Number.isInteger(row.local.value)
    )
      found.push(
        finding('copied-figure', rowName(row), {
          printed: cellText(row.local),
          params: { other: { vi: 'cột cả nước', en: "the country's column" } },
        }),
      )
  }
  return found
}

/** Empty cells beside filled ones, and scored rows without a maximum. A row told in parts needs no figure itself. */
function missing(outline: Outline): Finding[] {
  const filled = (row: MonthlyRow) => row.local.kind !== 'empty' || row.national.kind !== 'empty'
  const usesMaxima = outline.rows.some((row) => row.max !== null)
  const usesColumn = (column: Column) => outline.rows.some((row) => row[column].kind !== 'empty')
  return outline.rows.flatMap((row) => {
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
      if (value.kind !== 'none' || !/khong|k[h]?[o?]ng|^[-–—.…/]+$|^n\/?a$/.test(fold(value.text))) continue
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
      return [finding('points-exceed-maximum', rowName(row), { printed, expected: String(max), params: { max } })]
    return []
  })
}

/** One note for the whole column: "từ 90% trở lên", "trên 90%", "yêu cầu 100%" … */
function thresholdWordings(outline: Outline): Finding[] {
  const wordings = new Map<string, string>()
  for (const { verdict } of outline.indicators) {
    if (!verdict || verdict.threshold === null) continue
    const phrase = /\(([^)]*)\)/.exec(verdict.text)?.[1] ?? verdict.text
    const key = fold(phrase)
      .replaceAll(/\d+([.,]\d+)?\s*%/g, '…%')
      .replaceAll(/\s/g, '')
    if (!wordings.has(key)) wordings.set(key, phrase.trim())
  }
  if (wordings.size < 2) return []
  const quoted = [...wordings.values()].map((phrase) => `“${phrase}”`).join(', ')
  return [finding('thresholds-worded-differently', null, { params: { count: wordings.size, wordings: quoted } })]
}
