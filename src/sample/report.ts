import type { TruthPeriod } from './periods.ts'
import { type Province, provinceCode, type SampleUnit } from './province.ts'
import type { Random } from './random.ts'
import { type Row, TableFormat, yesNo } from './table.ts'
import { type Reports, statedFigure } from './report-figures.ts'
import { bodiesOf } from './truth.ts'

/** What the national report system says was received; and who provides certified copies. */

export const reportTable = new TableFormat('bao-cao-quoc-gia')
export const copyTable = new TableFormat('chung-thuc-ban-sao')

/** A row for each unit, with all that is below it, and for each period; but for the one that is missing. */
export function reportRows(reports: Reports, periods: readonly TruthPeriod[], province: Province): Row[] {
  const rows = periods.flatMap((period) =>
    bodiesOf(province).flatMap(({ code, members }) => {
      const received = statedFigure(reports, period, members)
      return received === null ? [] : [{ unit: code, period: period.id, received }]
    }),
  )
  const { unit, year, yearTotal } = reports.missing
  return [...rows, { unit: province.units[unit]?.code ?? '', period: year, received: yearTotal }]
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
