import { Counts } from './counts.ts'
import { spanOf } from './days.ts'
import { DossierFiles } from './dossier-files.ts'
import { extrasOf } from './extras.ts'
import { type MonthPlan, ratingTable, receiptTable, type World, writeMonth } from './month.ts'
import { monthName, readmeFile, truthFile, updatesName } from './file-names.ts'
import { Output, type WrittenFile } from './output.ts'
import { periodsOf } from './periods.ts'
import { Petitions, petitionTable, type SamplePetition } from './petition.ts'
import { makeProcedures, procedureRows, procedureTable, serviceRows, serviceTable } from './procedure.ts'
import { makeProvince, unitRows, unitTable } from './province.ts'
import { type Quotas, quotasOf } from './quota.ts'
import { Random } from './random.ts'
import { readmeText } from './readme.ts'
import { copiesOf, copyRows, copyTable, reportRows, reportTable } from './report.ts'
import { reportsOf } from './report-figures.ts'
import { type Schedule, scheduleOf } from './schedule.ts'
import type { Row, TableFormat } from './table.ts'
import { freshTally, type Tally } from './tally.ts'
import { Clock } from './times.ts'
import type { Meant } from './truth.ts'
import { type Expected, truthText, type TunedRate, tunedRates } from './truth-file.ts'
import { missed } from './tuning.ts'

export type SampleWish = {
  /** Dossiers in all, also those that count for nothing. From `fewest`; the rates are met from 2 000 on. */
  readonly dossiers: number
  readonly seed: string
  readonly out: string
  /** Its last month, which has the tuned rates. */
  readonly until?: string
  readonly isLines?: boolean
  /** Dossiers with bad practice or an error, of all. */
  readonly dirt?: number
}

export type Sample = {
  readonly folder: string
  readonly period: string
  readonly files: readonly WrittenFile[]
  readonly expected: Expected
  readonly rates: Readonly<Record<string, TunedRate>>
  /** Rates that so few dossiers cannot meet to the second decimal. */
  readonly missed: readonly string[]
}

export const defaultUntil = '2026-10'
export const fewestDossiers = 500
const spanMonths = 10
const defaultDirt = 0.002

/**
 * Writes a sample into a folder that is there: the same wish gives the same bytes. truth.json comes last, so a folder without it was
 * broken off. Throws what the file system throws.
 */
export async function makeSample(wish: SampleWish): Promise<Sample> {
  const { dossiers, seed, out, until = defaultUntil, isLines = false, dirt = defaultDirt } = wish
  const options = { dossiers, seed, until }
  const span = spanOf(until, spanMonths)
  const schedule = scheduleOf(dossiers, span, dirt)
  const province = makeProvince(new Random(`${seed}/province`))
  const procedures = makeProcedures(span, new Random(`${seed}/procedures`))
  const random = new Random(`${seed}/petitions`)
  const periods = periodsOf(span)
  const world: World = {
    seed,
    span,
    province,
    procedures,
    petitions: new Petitions(random, new Clock(random, span)),
    counts: new Counts(periods, province.units.length, procedures.length, span.months.length),
    tally: freshTally(),
  }
  const quotas = schedule.months.map((totals) => quotasOf(totals, province.units))
  const { files, petitions } = await writeDossiers(world, schedule, quotas, { out, isLines })
  const reports = reportsOf(quotas, span.months, province)
  const copies = copiesOf(province, new Random(`${seed}/copies`))
  const tables: readonly (readonly [TableFormat, readonly Row[]])[] = [
    [unitTable, unitRows(province)],
    [procedureTable, procedureRows(procedures)],
    [serviceTable, serviceRows(procedures)],
    [petitionTable, petitions.map(({ row }) => row)],
    [copyTable, copyRows(province, copies)],
    [reportTable, reportRows(reports, periods, province)],
  ]
  for (const [format, rows] of tables) files.push(await writeTable(out, format, rows))
  files.push(await writeText(out, readmeFile, readmeText(options)))
  const meant: Meant = {
    province,
    periods,
    months: span.months,
    procedures,
    counts: world.counts,
    petitions,
    reports,
    copies,
  }
  const expected = expectedOf(world.tally)
  const { rates } = schedule.last
  await writeText(out, truthFile, truthText({ options, meant, expected, files }))
  return { folder: out, period: until, files, expected, rates: tunedRates(rates), missed: missed(rates) }
}

type Target = { readonly out: string; readonly isLines: boolean }

async function writeDossiers(world: World, schedule: Schedule, quotas: readonly Quotas[], { out, isLines }: Target) {
  const extras = extrasOf(schedule.dirt, quotas, new Random(`${world.seed}/extras`))
  await using receipts = await tableOutput(out, receiptTable)
  await using ratings = await tableOutput(out, ratingTable)
  const files: WrittenFile[] = []
  const petitions: SamplePetition[] = []
  const updates: string[] = []
  for (const [index, month] of world.span.months.entries()) {
    const plan: MonthPlan = { index, month, quotas: quotas[index] ?? never(), extras: extras[index] ?? never() }
    const rows = (schedule.months[index]?.received ?? 0) + rowsBeside(plan)
    await using dossiers = new DossierFiles(out, monthName(month.id), { rows, isLines })
    const isLast = index === world.span.months.length - 1
    const count = Math.max(12, Math.round((schedule.months[index]?.received ?? 0) / 250))
    petitions.push(...(await writeMonth(world, plan, { dossiers, receipts, ratings, updates })))
    petitions.push(...world.petitions.ofMonth(count, index, month, world.province, isLast))
    files.push(...(await dossiers.close()))
  }
  await using newer = new DossierFiles(out, updatesName, { rows: updates.length, isLines, isUpdating: true })
  for (const json of updates) await newer.row(json)
  files.push(...(await newer.close()), await receipts.close(), await ratings.close())
  return { files, petitions }
}

function never(): never {
  throw new Error('a month without a quota')
}

function rowsBeside({ extras }: MonthPlan): number {
  return extras.reduce((sum, { roles, duplicates }) => sum + roles.length + duplicates, 0)
}

function expectedOf({ serial, spoilt, duplicates, changed, dirt, tests, unreceived }: Tally): Expected {
  const quarantined = Object.values(spoilt).reduce((sum, count) => sum + count, 0)
  return {
    rows: serial + duplicates + changed,
    dossiers: serial - quarantined,
    quarantined: spoilt,
    same: duplicates,
    changed,
    findings: dirt,
    tests,
    notReceived: unreceived,
  }
}

async function tableOutput(out: string, format: TableFormat): Promise<Output> {
  const output = await Output.create(out, format.file)
  output.put(format.head)
  return output
}

async function writeTable(out: string, format: TableFormat, rows: readonly Row[]): Promise<WrittenFile> {
  await using output = await tableOutput(out, format)
  for (const row of rows) {
    output.row(format.line(row))
    await output.flush()
  }
  return output.close()
}

async function writeText(out: string, name: string, text: string): Promise<WrittenFile> {
  await using output = await Output.create(out, name)
  output.put(text)
  return output.close()
}
