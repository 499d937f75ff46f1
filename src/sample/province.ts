import type { Level } from '../core/unit/level.ts'
import { branchNames, communeNames, departmentNames, mergedDepartments, provinceName } from './names.ts'
import type { Random } from './random.ts'
import { type Row, TableFormat } from './table.ts'

export const provinceCode = 'H99'

/** A unit that handles dossiers in the sample. */
export type SampleUnit = {
  readonly code: string
  readonly name: string
  readonly level: Exclude<Level, 'ministry' | 'district'>
  readonly parent: string | null
  /** Land registration branches: below a department, without procedures of their own. */
  readonly isBranch: boolean
  readonly predecessors: readonly string[]
  readonly aliases: readonly string[]
  readonly validFrom: string
  /** Share of the province's dossiers, before it is made to add to the whole. */
  readonly weight: number
  /** How well it works: 0,6 poorly, 1,3 well. It skews every rate and every lateness. */
  readonly quality: number
}

/** A unit that no longer exists: a predecessor or a district. */
export type FormerUnit = {
  readonly code: string
  readonly name: string
  readonly level: 'department' | 'commune' | 'district'
  readonly parent: string
  readonly validTo: string
}

export type Province = {
  /** Those that handle dossiers: departments, their branches, communes. */
  readonly units: readonly SampleUnit[]
  readonly former: readonly FormerUnit[]
}

export const landDepartment = 'H99.06'

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** The same units for every seed; the seed decides how much they have to do and how well they do it. */
export function makeProvince(random: Random): Province {
  const departments = departmentNames.map(([name], index) => department(name, index))
  const branches = branchNames.map((name, index) => branch(name, index))
  const communes = communeNames.map((name, index) => commune(name, index))
  const skewed = [...skew([...departments, ...branches], 0.35, random), ...skew(communes, 0.65, random)]
  return { units: skewed, former: [...formerDepartments(), ...districts(), ...formerCommunes()] }
}

type Plain = Omit<SampleUnit, 'weight' | 'quality'>

function department(name: string, index: number): Plain {
  const code = `${provinceCode}.${two(index + 1)}`
  const merged = mergedDepartments.findIndex(([place]) => place === index)
  const predecessors = merged < 0 ? [] : [0, 1].map((part) => `${provinceCode}.${two(61 + merged * 2 + part)}`)
  const aliases = [`000.00.${two(index + 1)}.${provinceCode}`]
  const validFrom = merged < 0 ? '' : '01/03/2025'
  return { code, name, level: 'department', parent: provinceCode, isBranch: false, predecessors, aliases, validFrom }
}

function branch(name: string, index: number): Plain {
  const code = `${landDepartment}.${two(index + 1)}`
  const aliases = [`000.${two(index + 1)}.06.${provinceCode}`]
  const none = { predecessors: [], aliases, validFrom: '01/07/2025' }
  return { code, name, level: 'department', parent: landDepartment, isBranch: true, ...none }
}

/** Two of three communes were merged from two or three old ones; each sixth kept a code of its old one-stop system. */
function commune(name: string, index: number): Plain {
  const number = two(index + 1)
  const old = oldCommunes(index).map(({ code }) => code)
  const aliases = [`000.${number}.50.${provinceCode}`, ...(index % 6 === 0 ? [`${provinceCode}.71.${number}`] : [])]
  const code = `${provinceCode}.50.${number}`
  const validFrom = '01/07/2025'
  return { code, name, level: 'commune', parent: provinceCode, isBranch: false, predecessors: old, aliases, validFrom }
}

function oldCommunes(index: number): FormerUnit[] {
  const count = [2, 3, 0][index % 3] ?? 0
  const parent = `${provinceCode}.${21 + (index % 9)}`
  const name = (communeNames[index] ?? '').split(' ').slice(1).join(' ')
  return ['Thượng', 'Trung', 'Hạ'].slice(0, count).map((part, place) => ({
    code: `${parent}.${two(Math.floor(index / 9) * 3 + place + 1)}`,
    name: `Xã ${name} ${part}`,
    level: 'commune',
    parent,
    validTo: '30/06/2025',
  }))
}

function formerCommunes(): FormerUnit[] {
  return communeNames.flatMap((_, index) => oldCommunes(index))
}

function districts(): FormerUnit[] {
  return Array.from({ length: 9 }, (_, index) => ({
    code: `${provinceCode}.${21 + index}`,
    name: `Huyện Mẫu ${index + 1}`,
    level: 'district',
    parent: provinceCode,
    validTo: '30/06/2025',
  }))
}

function formerDepartments(): FormerUnit[] {
  return mergedDepartments.flatMap(([, names], merged) =>
    names.map((name, part) => ({
      code: `${provinceCode}.${two(61 + merged * 2 + part)}`,
      name,
      level: 'department' as const,
      parent: provinceCode,
      validTo: '28/02/2025',
    })),
  )
}

/** Work falls off with the rank, roughly as Zipf has it: a few units carry most of it. */
function skew(units: readonly Plain[], share: number, random: Random): SampleUnit[] {
  const ranks = random.choose([...units.keys()], units.length)
  const weights = ranks.map((rank) => (rank + 3) ** -0.9)
  const sum = weights.reduce((whole, weight) => whole + weight, 0)
  return units.map((unit, index) => ({
    ...unit,
    weight: (share * (weights[index] ?? 0)) / sum,
    quality: random.between(60, 130) / 100,
  }))
}

const levelLabels = { province: 'tỉnh', department: 'sở', commune: 'xã', district: 'huyện' } as const

export const unitTable = new TableFormat('don-vi')

export function unitRows({ units, former }: Province): Row[] {
  const province = { code: provinceCode, name: provinceName, level: levelLabels.province, aliases: '000.00.00.H99' }
  const now = units.map(({ code, name, level, parent, validFrom, predecessors, aliases }) => ({
    code,
    name,
    level: levelLabels[level],
    parent: parent ?? '',
    validFrom,
    predecessors: predecessors.join('; '),
    aliases: aliases.join('; '),
  }))
  const before = former.map((unit) => ({ ...unit, level: levelLabels[unit.level] }))
  return [province, ...now, ...before]
}
