import type { TruthPeriod } from './periods.ts'
import { type Province, provinceCode, type SampleUnit } from './province.ts'
import type { Quotas } from './quota.ts'
import type { Random } from './random.ts'
import { type Row, TableFormat, yesNo } from './table.ts'
import { bodiesOf } from './truth.ts'

/** What the national report system says was received; and who provides certified copies. */

export const reportTable = new TableFormat('bao-cao-quoc-gia')
export const copyTable = new TableFormat('chung-thuc-ban-sao')

/**
 * Of each month and unit. In the third month one commune reported fewer than the portal has: there the portal's figure is
 * the whole.
 */
export function reportsOf(months: readonly Quotas[], { units }: Province): number[][] {
  const communes = [...units.keys()].filter((unit) => units[unit]?.level === 'commune')
  return months.map(({ report, synced }, index) => {
    const largest = communes.toSorted((a, b) => (synced[b] ?? 0) - (synced[a] ?? 0))[0]
    return report.map((figure, unit) =>
      index === 2 && unit === largest ? Math.floor((synced[unit] ?? 0) * 0.9) : figure,
    )
  })
}

/** A row for each unit, with all that is below it, and for each period. */
export function reportRows(
  reports: readonly (readonly number[])[],
  periods: readonly TruthPeriod[],
  province: Province,
): Row[] {
  return periods.flatMap(({ id, months }) =>
    bodiesOf(province).map(({ code, members }) => {
      const received = members.reduce(
        (sum, unit) => months.reduce((all, month) => all + (reports[month]?.[unit] ?? 0), sum),
        0,
      )
      return { unit: code, period: id, received }
    }),
  )
}

/** 86 of 90, as in November 2023; all since before the sample begins. */
const providing = 86

export function copiesOf({ units }: Province, random: Random): ReadonlySet<string> {
  const communes = units.filter(({ level }) => level === 'commune')
  return new Set(random.choose(communes, providing).map(({ code }) => code))
}

export function copyRows({ units }: Province, copies: ReadonlySet<string>): Row[] {
  const row = ({ code, level }: SampleUnit): Row => {
    const [due, provides] = [level === 'commune', copies.has(code)]
    return { unit: code, due: yesNo(due), provides: yesNo(provides), since: provides ? '01/07/2025' : '' }
  }
  return [{ unit: provinceCode, due: yesNo(false), provides: yesNo(false) }, ...units.map(row)]
}
