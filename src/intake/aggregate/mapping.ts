import { z } from 'zod'
import { headerKey } from '../table/heading.ts'
import type { SumsHeading } from './heading.ts'

/** Figures of iGate, by the names of its export, and of forms 06a to 07b. docs/intake.md lists them; a test compares. */
export const figures = {
  igate: [
    'received',
    'receivedOnline',
    'receivedDirect',
    'receivedOld',
    'resolved',
    'resolvedOverdue',
    'unresolved',
    'totalReceiver',
    'totalReceiverHavingFile',
    'totalComplete',
    'totalCompleteHavingFile',
  ],
  form: [
    'receivedTotal',
    'receivedOnline',
    'receivedDirect',
    'receivedCarriedOver',
    'settledTotal',
    'settledBeforeDue',
    'settledOnDue',
    'settledLate',
    'inProcessTotal',
    'inProcessWithin',
    'inProcessOver',
  ],
} as const

type FormFigure = (typeof figures.form)[number]

const received = /tiep nhan/
const settled = /(?:da giai quyet|ket qua giai quyet|(?<!dang )giai quyet)/
const inProcess = /(?:dang giai quyet|chua giai quyet|dang xu ly)/

/** Group and leaf of each figure, looked for in a column's path, in this order: a column is given once. */
const patterns: readonly (readonly [FormFigure, RegExp, RegExp])[] = [
  ['inProcessOver', inProcess, /qua han/],
  ['inProcessWithin', inProcess, /(?:trong han|chua den han)/],
  ['inProcessTotal', inProcess, /tong(?: so)?$/],
  ['settledBeforeDue', settled, /truoc han/],
  ['settledOnDue', settled, /dung han/],
  ['settledLate', settled, /(?:qua han|tre han)/],
  ['settledTotal', settled, /tong(?: so)?$/],
  ['receivedOnline', received, /truc tuyen/],
  ['receivedDirect', received, /(?:truc tiep|buu chinh)/],
  ['receivedCarriedOver', received, /(?:ky truoc|chuyen sang|\bton\b)/],
  ['receivedTotal', received, /tong(?: so)?$/],
]

/** Where the figures of a source stand: saved for the source, once someone has looked at it. Paths as in `SumsHeading`. */
export const sumsMappingFile = z.strictObject({
  /** igate, 06a, 06b, 07a, 07b, or a name of the source's own. */
  form: z.string().regex(/^[a-z0-9-]{1,20}$/),
  /** Columns by path; null: the file is of one unit, of one period, which the import names. */
  unit: z.string().nullable(),
  period: z.string().nullable(),
  figures: z.record(z.string().regex(/^[a-zA-Z]{1,40}$/), z.string()),
})
export type SumsMapping = Readonly<z.infer<typeof sumsMappingFile>>

const unitKeys = [
  'ma don vi',
  'ma co quan',
  'don vi',
  'co quan',
  'ten don vi',
  'co quan don vi',
  'agencycode',
  'agency',
  'agencyname',
  'unit',
]
const periodKeys = ['ky', 'ky bao cao', 'thang', 'period']

/** The mapping that the headers suggest; null when they are not those of a table of sums. */
export function guessSums({ titles, paths }: SumsHeading): SumsMapping | null {
  const igate = igateFigures(paths)
  const found = igate.size >= 3 ? igate : formFigures(paths)
  if (found.size < 3) return null
  const form = igate.size >= 3 ? 'igate' : formIn(titles)
  return {
    form,
    unit: firstOf(paths, unitKeys),
    period: firstOf(paths, periodKeys),
    figures: Object.fromEntries(found),
  }
}

function igateFigures(paths: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    figures.igate.flatMap((name) => {
      const path = paths.find((one) => one.replaceAll(' ', '') === name.toLowerCase())
      return path === undefined ? [] : [[name, path] as const]
    }),
  )
}

function formFigures(paths: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const taken = new Set<string>()
  for (const [name, group, leaf] of patterns) {
    const path = paths.find((one) => !taken.has(one) && group.test(one) && leaf.test(one))
    if (path === undefined) continue
    taken.add(path)
    found.set(name, path)
  }
  return new Map(figures.form.flatMap((name) => (found.has(name) ? [[name, found.get(name) ?? ''] as const] : [])))
}

function firstOf(paths: readonly string[], keys: readonly string[]): string | null {
  return keys.find((key) => paths.includes(key)) ?? null
}

/** `Biểu số II.06a/VPCP/KSTT`. */
function formIn(titles: readonly string[]): string {
  const text = titles.map(headerKey).join(' ')
  return /\b(0[67][ab])\b/.exec(text)?.[1] ?? 'form'
}
