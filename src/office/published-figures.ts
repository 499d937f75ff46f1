import type { ReportedScorecard } from '../core/observation/bodies.ts'
import { figureName, totalName } from '../core/reported/figures.ts'
import type { CellValue, MonthlyRow, MonthlyTable } from '../core/table/monthly-table.ts'
import type { PortalUnit } from '../core/table/portal-table.ts'
import { isRatingName } from '../core/table/rating.ts'

type Said = Pick<ReportedScorecard, 'figures' | 'printed' | 'verdicts' | 'band'>
type Figures = Record<string, number | null>

/** One column of a monthly table, figure by figure as printed. The verdicts are about the local one. */
export function monthlyFigures(table: MonthlyTable, column: 'local' | 'national'): Said {
  const figures: Figures = {}
  const printed: Record<string, string> = {}
  const verdicts: NonNullable<Said['verdicts']> = {}
  let band: string | undefined
  for (const row of table.rows) {
    const value = row[column]
    if (isRatingName(row.name)) {
      if (value.kind === 'none') band = value.text
      continue
    }
    const name = freeName(row, figures, printed)
    Object.assign(figures, cellFigures(name, row, value))
    if (value.kind === 'none') printed[name] = value.text
    const wording = row.printed?.[column]
    if (wording !== undefined && value.kind !== 'none') printed[nameOf(name, row, value)] = wording
    if (column === 'local' && row.verdict !== null) verdicts[name] = row.verdict
  }
  return {
    figures,
    ...(Object.keys(printed).length > 0 && { printed }),
    ...(Object.keys(verdicts).length > 0 && { verdicts }),
    ...(band !== undefined && { band }),
  }
}

/** The id where a set knows the row, else its number or its name; a number that comes again is told apart. */
function freeName(row: MonthlyRow, figures: Figures, printed: Readonly<Record<string, string>>): string {
  const name = row.kind === 'total' ? totalName : (row.id ?? (row.no === '' ? row.name : row.no))
  const isTaken = (text: string) =>
    [...Object.keys(figures), ...Object.keys(printed)].some((key) => key === text || key.startsWith(`${text}.`))
  if (row.id !== null || !isTaken(name)) return name
  let place = 2
  while (isTaken(`${name}#${place}`)) place++
  return `${name}#${place}`
}

/** Points of known groups and of the total stand under their bare name, everything else under what it is. */
function nameOf(name: string, row: MonthlyRow, value: CellValue): string {
  const isSum = row.kind === 'total' || (row.kind === 'group' && row.id !== null)
  if (value.kind === 'points') return isSum ? name : figureName(name, 'points')
  return value.kind === 'rate' ? figureName(name, 'percent') : figureName(name, 'part')
}

function cellFigures(name: string, row: MonthlyRow, value: CellValue): Figures {
  switch (value.kind) {
    case 'points':
      return {
        [nameOf(name, row, value)]: value.value,
        ...(value.of !== null && { [figureName(name, 'max')]: value.of }),
      }
    case 'rate':
      return { [nameOf(name, row, value)]: value.value }
    case 'fraction':
      return { [figureName(name, 'part')]: value.part, [figureName(name, 'whole')]: value.whole }
    case 'none':
      return { [figureName(name, 'percent')]: null }
    case 'empty':
      return {}
  }
}

/** One unit of a portal table. A group without a score is null; points that are not stated are left out. */
export function portalFigures({
  groups,
  total,
  indicators = [],
}: Pick<PortalUnit, 'groups' | 'total' | 'indicators'>): Said {
  const figures: Figures = { ...groups, ...(total !== null && { [totalName]: total }) }
  const printed: Record<string, string> = {}
  for (const { id, code, part, whole, unreadable, ratio, points, max } of indicators) {
    const name = id ?? code
    figures[figureName(name, 'part')] = part
    figures[figureName(name, 'whole')] = whole
    if (ratio !== undefined) figures[figureName(name, 'ratio')] = ratio
    if (points !== null) figures[figureName(name, 'points')] = points
    if (max !== null) figures[figureName(name, 'max')] = max
    if (unreadable?.part !== undefined) printed[figureName(name, 'part')] = unreadable.part
    if (unreadable?.whole !== undefined) printed[figureName(name, 'whole')] = unreadable.whole
  }
  return { figures, ...(Object.keys(printed).length > 0 && { printed }) }
}
