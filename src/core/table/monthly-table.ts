import { z } from 'zod'
import { isPeriod } from '../period/period.ts'

/**
 * The monthly table as printed: what published/ reads, audits and compares and what report/ writes. Figures are kept
 * as they stand, contradictions and all. The JSON of `chiso published read` is this shape.
 */

const figure = z.number().min(0).max(1e15)

const count = z.int().min(0).max(1e15)

/** What stands in a figure cell. A rate is in percent. */
export const cellValue = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rate'), value: figure }),
  z.strictObject({ kind: z.literal('points'), value: figure, of: figure.nullable() }),
  z.strictObject({ kind: z.literal('fraction'), part: count, whole: count }),
  z.strictObject({ kind: z.literal('none'), text: z.string() }),
  z.strictObject({ kind: z.literal('empty') }),
])
export type CellValue = z.infer<typeof cellValue>

/** What the reader had to leave out, keep apart or could not read. */
const readingNotes = [
  'damaged-copy-dropped',
  'damaged-text',
  'several-tables',
  'number-repeated',
  'figure-unreadable',
] as const

export const printedVerdict = z.strictObject({
  text: z.string().describe('The cell as printed'),
  met: z.boolean().nullable().describe('Đạt, Chưa đạt, or neither stated'),
  threshold: z.number().nullable().describe('Percent'),
  inclusive: z.boolean().nullable().describe('"từ … trở lên" is inclusive, "trên …" is not'),
})
export type PrintedVerdict = z.infer<typeof printedVerdict>

export const monthlyRow = z.object({
  no: z.string().describe('The printed number; empty for a row without one'),
  id: z.string().nullable().default(null).describe('Indicator id or group code; null: no index set knows the row'),
  kind: z.enum(['group', 'indicator', 'total']),
  name: z.string().describe('As printed, without the maximum in brackets'),
  max: figure.nullable().default(null),
  local: cellValue.default({ kind: 'empty' }),
  national: cellValue.default({ kind: 'empty' }),
  verdict: printedVerdict.nullable().default(null),
  /** Only where the cell's wording is more than its figure: "86/90 đơn vị". */
  printed: z.strictObject({ local: z.string().optional(), national: z.string().optional() }).optional(),
})
export type MonthlyRow = z.infer<typeof monthlyRow>

export const monthlyTable = z.object({
  title: z.string(),
  period: z.string().refine(isPeriod, 'expected 2026, 2026-10, 2026-Q3, 2026-H1 or 2026-9M').nullable().default(null),
  letter: z.object({ number: z.string().nullable(), date: z.iso.date().nullable() }).nullable(),
  rows: z.array(monthlyRow).max(20_000),
  subtitle: z.string().nullable().default(null).describe('The line below the title: where the figures come from'),
  issuer: z.string().nullable().default(null).describe('Who sends the letter, as printed'),
  notes: z
    .array(
      z.strictObject({
        code: z.enum(readingNotes),
        params: z.record(z.string(), z.union([z.string(), z.number()])),
      }),
    )
    .default([])
    .describe('What the reader had to leave out or could not restore'),
})
export type MonthlyTable = z.infer<typeof monthlyTable>
