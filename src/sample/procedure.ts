import { dayOf, dayText, type Day, type Month, type Span } from './days.ts'
import { communeObjects, communeVerbs, departmentNames, departmentVerbs } from './names.ts'
import { landDepartment, provinceCode, type SampleUnit } from './province.ts'
import type { Random } from './random.ts'
import { type Row, TableFormat, yesNo } from './table.ts'

/** A procedure of the made-up province with its announcement, its publication and its online service. */
export type SampleProcedure = {
  readonly index: number
  readonly code: string
  readonly name: string
  readonly field: string
  readonly fieldCode: string
  readonly authority: string
  /** Every commune handles it. */
  readonly isCommon: boolean
  readonly returnsPaper: boolean
  readonly hasFee: boolean
  readonly integrated: boolean
  readonly forCitizens: boolean
  readonly maxWorkingDays: number
  readonly service: 'full' | 'partial' | 'information' | null
  readonly serviceStatus: 'public' | 'stopping' | 'under-test'
  /** Online dossiers arrive for it; for the other online procedures people still come in person. */
  readonly usedOnline: boolean
  readonly isWithdrawn: boolean
  readonly decidedOn: Day
  readonly effectiveOn: Day
  readonly publishedOn: Day | null
  readonly publicParts: number
  /** What the dates above were chosen to mean. */
  readonly announcedOnTime: boolean
  readonly publishedOnTime: boolean
}

type Kind = Pick<SampleProcedure, 'returnsPaper' | 'hasFee' | 'integrated' | 'service' | 'usedOnline'>

const kind = (paper: 0 | 1, fee: 0 | 1 | 2, service: Kind['service'], used = false): Kind => ({
  returnsPaper: paper === 1,
  hasFee: fee > 0,
  integrated: fee === 2,
  service,
  usedOnline: used,
})

/** Every unit can serve each mix of paper and fee, online and not, paid online and not. */
const departmentKinds: readonly Kind[] = [
  kind(1, 2, 'partial', true),
  kind(1, 0, 'partial', true),
  kind(0, 2, 'full', true),
  kind(0, 0, 'partial', true),
  kind(1, 1, 'partial'),
  kind(1, 0, 'full'),
  kind(1, 1, 'information'),
  kind(0, 0, null),
]

function communeKind(index: number): Kind {
  if (index < 14) return kind(1, index < 3 ? 2 : 1, index % 4 === 3 ? 'full' : 'partial', index < 3)
  if (index < 30) return kind(1, 0, index < 29 ? 'partial' : 'information', index < 18)
  if (index < 35) return kind(0, index < 32 ? 2 : 1, 'full', index < 32)
  return kind(0, 0, index < 46 ? 'partial' : null, index < 38)
}

/** Of 167 procedures in force 128 are announced in the last month, 63 of them on time: 49,22 %, as in November 2023. */
const announcedNow = 128
const onTimeNow = 63

export function makeProcedures(span: Span, random: Random): SampleProcedure[] {
  const plain = [...departmentProcedures(), ...communeProcedures()]
  const now = new Set(random.choose([...plain.keys()], announcedNow))
  const announcedOnTime = new Set(random.choose([...now], onTimeNow))
  const publishedOnTime = new Set(random.choose([...now], onTimeNow))
  const unpublished = new Set([...now].filter((index) => !publishedOnTime.has(index)).slice(0, 9))
  const inForce = plain.map((procedure, index) => ({
    ...procedure,
    ...announcement(span, random, now.has(index), announcedOnTime.has(index), publishedOnTime.has(index)),
    ...(unpublished.has(index) && { publishedOn: null }),
    publicParts: index === 20 || index === 140 ? 6 : 7,
  }))
  const old = { decidedOn: dayOf('2024-05-06'), effectiveOn: dayOf('2024-07-01'), publishedOn: dayOf('2024-05-08') }
  const gone = plain.slice(0, 3).map((procedure, place) => ({
    ...procedure,
    ...old,
    code: `2.00900${place}`,
    name: `${procedure.name} (bãi bỏ)`,
    service: null,
    usedOnline: false,
    isWithdrawn: true,
    publicParts: 7,
    announcedOnTime: true,
    publishedOnTime: true,
  }))
  const own = communeOwn(plain.length).map((procedure) => ({
    ...procedure,
    ...old,
    publicParts: 7,
    announcedOnTime: true,
    publishedOnTime: true,
  }))
  return [...inForce, ...gone, ...own].map((procedure, index) => ({ ...procedure, index }))
}

type Plain = Omit<SampleProcedure, keyof ReturnType<typeof announcement> | 'index' | 'publicParts'>

function departmentProcedures(): Plain[] {
  return departmentNames.flatMap(([, field, objects], department) =>
    departmentKinds.map((mix, place) =>
      described(department * departmentKinds.length + place, {
        ...mix,
        name: `${departmentVerbs[place]} ${objects[place % 2]}`,
        field,
        authority: `${provinceCode}.${String(department + 1).padStart(2, '0')}`,
        isCommon: false,
        forCitizens: place % 3 !== 2,
        maxWorkingDays: [3, 5, 7, 10, 15, 2, 20, 30][place] ?? 5,
      }),
    ),
  )
}

/** Commune-level procedures are announced by the province, so it is their authority; each commune has all of them. */
function communeProcedures(): Plain[] {
  return Array.from({ length: 47 }, (_, place) => {
    const [field, object] = communeObjects[place % communeObjects.length] ?? ['', '']
    const verb = communeVerbs[Math.floor(place / communeObjects.length)] ?? ''
    return described(departmentNames.length * departmentKinds.length + place, {
      ...communeKind(place),
      name: `${verb} ${object}`,
      field,
      authority: provinceCode,
      isCommon: true,
      forCitizens: place % 12 !== 11,
      maxWorkingDays: [3, 2, 5, 3, 10, 15][place % 6] ?? 3,
    })
  })
}

/**
 * Two communes have procedures of their own, announced before the sample begins: paper and fee as others have them, online
 * or not.
 */
function communeOwn(from: number): Plain[] {
  const kinds = [kind(1, 2, 'partial', true), kind(0, 0, 'full', true), kind(0, 0, null)]
  return [1, 2].flatMap((commune, group) =>
    kinds.map((mix, place) =>
      described(from + group * kinds.length + place, {
        ...mix,
        name: `${communeVerbs[place]} chợ phiên xã Mẫu ${commune}`,
        field: 'Thương mại',
        authority: `${provinceCode}.50.0${commune}`,
        isCommon: false,
        forCitizens: place !== 2,
        maxWorkingDays: 5,
      }),
    ),
  )
}

type Described = Kind &
  Pick<SampleProcedure, 'name' | 'field' | 'authority' | 'isCommon' | 'forCitizens' | 'maxWorkingDays'>

function described(index: number, procedure: Described): Plain {
  const number = `${1 + (index % 3)}.${String(1000 + index * 37).padStart(6, '0')}`
  const code = index % 12 === 7 ? `${number}.000.00.00.${provinceCode}` : number
  const serviceStatus = index % 29 === 3 ? 'stopping' : index % 31 === 5 ? 'under-test' : 'public'
  return { ...procedure, code, fieldCode: `G99-LV${100 + (index % 40)}`, serviceStatus, isWithdrawn: false }
}

/**
 * Days well away from the limits (5 working days before taking effect, 5 after the decision), so that no reading of the
 * calendar can turn them over. Announcement and publication fall in the same month.
 */
function announcement(span: Span, random: Random, isNow: boolean, announcedOnTime: boolean, publishedOnTime: boolean) {
  const past = span.months.slice(0, -1)
  const month: Month | undefined = isNow ? span.months.at(-1) : random.pick(past)
  if (!month) throw new Error('no month')
  const place = month.from + random.between(1, 5)
  const day = (at: number): Day => span.workdays[at] ?? month.last
  const decidedOn = day(place)
  const early = isNow ? announcedOnTime : random.chance(0.7)
  const prompt = isNow ? publishedOnTime : random.chance(0.7)
  return {
    decidedOn,
    effectiveOn: early ? decidedOn + random.between(25, 60) : decidedOn + random.between(-30, 2),
    publishedOn: prompt ? day(place + random.between(0, 2)) : day(month.to),
    announcedOnTime: early,
    publishedOnTime: prompt,
  }
}

/** What a unit handles: its own procedures; a branch those of its department; a commune the commune-level ones as well. */
export function proceduresOf(unit: SampleUnit, procedures: readonly SampleProcedure[]): readonly SampleProcedure[] {
  const authority = unit.isBranch ? landDepartment : unit.level === 'commune' ? provinceCode : unit.code
  const isHandled = (other: string): boolean => other === authority || other === unit.code
  return procedures.filter((procedure) => isHandled(procedure.authority) && !procedure.isWithdrawn)
}

export const procedureTable = new TableFormat('thu-tuc')
export const serviceTable = new TableFormat('dich-vu-cong')

export function procedureRows(procedures: readonly SampleProcedure[]): Row[] {
  return procedures.map((procedure) => ({
    code: procedure.code,
    name: procedure.name,
    field: procedure.field,
    authority: procedure.authority,
    commonTo: procedure.isCommon ? 'xã' : '',
    decision: `${1000 + procedure.index}/QĐ-UBND`,
    decidedOn: dayText(procedure.decidedOn),
    legalBasisEffectiveOn: dayText(procedure.effectiveOn),
    publishedOn: procedure.publishedOn === null ? '' : dayText(procedure.publishedOn),
    withdrawnOn: procedure.isWithdrawn ? '15/12/2024' : '',
    publicParts: procedure.publicParts,
    audiences: procedure.forCitizens ? 'công dân' : 'doanh nghiệp',
    hasFee: yesNo(procedure.hasFee),
    paymentIntegrated: yesNo(procedure.integrated),
    returnsPaper: yesNo(procedure.returnsPaper),
    maxWorkingDays: procedure.maxWorkingDays,
  }))
}

const serviceLevels = { full: 'toàn trình', partial: 'một phần', information: 'cung cấp thông tin' } as const
const serviceStatuses = { public: 'công khai', stopping: 'dừng', 'under-test': 'thử nghiệm' } as const

/** One service for each procedure that has one, and a closed older one beside every tenth, which counts for nothing. */
export function serviceRows(procedures: readonly SampleProcedure[]): Row[] {
  return procedures.flatMap(({ index, code, name, authority, service, serviceStatus }) => {
    if (service === null) return []
    const row = { name, procedure: code, onlineLevel: serviceLevels[service], unit: authority }
    const open = { ...row, code: `${code}.01`, status: serviceStatuses[serviceStatus] }
    return index % 10 === 4 ? [open, { ...row, code: `${code}.00`, status: 'đóng' }] : [open]
  })
}
