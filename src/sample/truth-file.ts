import { stamp } from './days.ts'
import type { WrittenFile } from './output.ts'
import { provinceCode } from './province.ts'
import { printed } from './share.ts'
import { bodiesOf, type Count, type Meant, unitCounts } from './truth.ts'
import { missed, type Rates, tuned } from './tuning.ts'

/** What an import of the sample is expected to say. */
export type Expected = {
  /** Rows of dossiers in all files, and the dossiers they are about. */
  readonly rows: number
  readonly dossiers: number
  /** Quarantined dossier rows by reason. */
  readonly quarantined: Readonly<Record<string, number>>
  /** Rows that say the same again, and rows that say something newer. */
  readonly same: number
  readonly changed: number
  /** Dossiers with a data-quality finding, by what is wrong with them. */
  readonly findings: Readonly<Record<string, number>>
  /** Dossiers that count for nothing. */
  readonly tests: number
  readonly notReceived: number
}

export type SampleOptions = { readonly dossiers: number; readonly seed: string; readonly until: string }

export type TunedRate = {
  readonly target: number
  readonly part: number
  readonly whole: number
  readonly percent: number
}

/** In percent; `part` and `whole` are those of the whole province in the last month. */
export function tunedRates(rates: Rates): Readonly<Record<string, TunedRate>> {
  return Object.fromEntries(
    Object.entries(rates).map(([name, { part, whole }]) => {
      const target = Object.entries(tuned).find(([other]) => other === name)?.[1] ?? 0
      return [name, { target: target / 100, part, whole, percent: whole === 0 ? 0 : printed(part, whole) / 100 }]
    }),
  )
}

type Told = {
  readonly options: SampleOptions
  readonly meant: Meant
  readonly expected: Expected
  readonly files: readonly WrittenFile[]
}

/** truth.json, one unit to a line: readable, and small for what it holds. */
export function truthText({ options, meant, expected, files }: Told): string {
  const period = meant.periods.findIndex(({ id }) => id === options.until)
  const province = bodiesOf(meant.province)[0]
  const counts = province ? unitCounts(meant, period, province) : {}
  const rates = ratesOf(counts)
  const head = {
    sample: 'chiso sample',
    ...options,
    province: provinceCode,
    tuned: { period: options.until, rates: tunedRates(rates), missed: missed(rates) },
    expected,
    files: files.map(({ name, rows }) => ({ name, rows })),
  }
  const body = meant.periods.map((_, index) => periodText(meant, index)).join(',\n')
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "periods": {\n${body}\n  }\n}\n`
}

function periodText(meant: Meant, index: number): string {
  const period = meant.periods[index]
  const lines = bodiesOf(meant.province).map(
    (body) => `      ${JSON.stringify(body.code)}: ${JSON.stringify(unitCounts(meant, index, body))}`,
  )
  const moment = JSON.stringify(stamp(period?.moment ?? 0))
  return `    ${JSON.stringify(period?.id)}: { "moment": ${moment}, "counts": {\n${lines.join(',\n')}\n    } }`
}

/** The tuned rates as they came out, read from the counts and not from the plan for them. */
export function ratesOf(counts: Readonly<Record<string, Count>>): Rates {
  const rate = (name: string) => {
    const [part, whole] = counts[name] ?? [0, 0]
    return { part, whole }
  }
  return {
    'dossiers-synced': rate('dossiers-synced'),
    'on-time': rate('on-time'),
    'filed-online': rate('filed-online'),
    'paid-online': rate('paid-online'),
    'e-result': rate('e-result'),
    digitised: rate('digitised'),
    'service-satisfaction': rate('service-satisfaction'),
  }
}
