import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { array, assert, asyncProperty, boolean, constant, constantFrom, integer, oneof, record } from 'fast-check'
import { expect, test } from 'vitest'
import { bareDossier } from '../../core/dossier/fixtures/read-cases.ts'
import { measures } from '../../core/measure/catalogue.ts'
import { spanOf } from '../../core/measure/span.ts'
import type { Observation } from '../../core/observation/observation.ts'
import { barePetition } from '../../core/petition/fixtures/bare-petition.ts'
import { instant } from '../../core/time/instant.ts'
import { loadCalendar } from '../../core/time/load-calendar.ts'
import { secondOf } from '../../core/time/second.ts'
import { aloneCode } from '../../core/unit/groups.ts'
import { Oracle } from '../../engine/oracle/oracle.ts'
import { type Ledger, openLedger } from '../../ledger/ledger.ts'
import { bodiesOf } from '../records.ts'
import { Projection } from './projection.ts'

/** Following the ledger step by step, and starting anew, must give the same facts, whatever came in which order. */

const loaded = loadCalendar(readFileSync(new URL('../../../calendars/vn.yaml', import.meta.url), 'utf8'), 'vn.yaml')
if (!loaded.ok) throw new Error('the calendar does not load')
const calendar = loaded.value

const start = Date.UTC(2026, 8, 1)
const day = 86_400_000
const moment = integer({ min: 0, max: 60 * 24 }).map((hours) => start + hours * 3_600_000)
const maybe = oneof(constant(null), moment)
const unit = constantFrom('H99.01', 'H99.02', 'H99')
const procedureCode = constantFrom('1.1', '1.2', '1.3')
const dossierCode = constantFrom('H99.01-260901-0001', 'H99.01-260901-0002', 'H99.02-260902-0001')

type Said = Pick<Observation, 'kind' | 'key' | 'body'> & { readonly at: number }

const dossiers = record({
  code: dossierCode,
  responsibleUnit: unit,
  procedure: oneof(constant(null), procedureCode),
  channel: constantFrom('direct', 'online'),
  receivedAt: maybe,
  dueAt: maybe,
  settledAt: maybe,
  isTest: integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  fee: constantFrom(0, 50_000),
  at: moment,
}).map(
  ({ fee, at, ...own }): Said => ({
    kind: 'dossier',
    key: own.code,
    at,
    body: {
      ...bareDossier,
      ...own,
      fees: [{ code: null, kind: null, amount: fee }],
      onlinePayment: 'national-gateway',
    },
  }),
)

const procedures = record({
  code: procedureCode,
  authority: unit,
  hasFee: boolean(),
  returnsPaper: boolean(),
  isCommon: boolean(),
  at: moment,
}).map(
  ({ at, isCommon, ...own }): Said => ({
    kind: 'procedure',
    key: own.code,
    at,
    body: {
      ...own,
      ...(isCommon && { commonTo: 'commune' }),
      name: 'Thủ tục',
      field: null,
      announcements: [{ decision: '1', decidedOn: '2026-09-10', legalBasisEffectiveOn: '2026-09-20' }],
      publishedOn: '2026-09-11',
      withdrawnOn: null,
      publicParts: 7,
      audiences: ['citizen'],
      paymentIntegrated: own.hasFee,
      maxWorkingDays: own.returnsPaper ? 5 : null,
    },
  }),
)

const services = record({
  code: constantFrom('a', 'b'),
  procedure: procedureCode,
  closed: boolean(),
  unit: oneof(constant(null), unit),
  at: moment,
}).map(
  ({ at, closed, ...own }): Said => ({
    kind: 'service',
    key: own.code,
    at,
    body: { ...own, name: 'Dịch vụ', onlineLevel: 'full', status: closed ? 'closed' : 'public' },
  }),
)

const petitions = record({
  code: constantFrom('p', 'q'),
  dossier: oneof(constant(null), dossierCode),
  receivedAt: maybe,
  satisfied: boolean(),
  at: moment,
}).map(
  ({ at, ...own }): Said => ({
    kind: 'petition',
    key: own.code,
    at,
    body: { ...barePetition, ...own, responsibleUnit: 'H99.01' },
  }),
)

const units = record({ code: constantFrom('H99.03', 'H99.04'), at: moment }).map(
  ({ at, code }): Said => ({
    kind: 'unit',
    key: code,
    at,
    body: {
      code,
      name: `Xã ${at}`,
      level: 'commune',
      parent: 'H99',
      validFrom: null,
      validTo: null,
      predecessors: [],
      aliases: [],
    },
  }),
)

const asides = oneof(
  record({ dossier: dossierCode, acknowledgedAt: moment, at: moment }).map(
    ({ at, ...body }): Said => ({ kind: 'sync-receipt', key: body.dossier, at, body }),
  ),
  record({ dossier: dossierCode, at: moment, satisfied: boolean() }).map(
    (body): Said => ({ kind: 'rating', key: body.dossier, at: body.at, body }),
  ),
  record({ unit, due: boolean(), provides: boolean(), at: moment }).map(
    ({ at, ...own }): Said => ({ kind: 'certified-copy-unit', key: own.unit, at, body: { ...own, since: null } }),
  ),
)

const said = oneof({ weight: 4, arbitrary: dossiers }, procedures, services, petitions, units, {
  weight: 2,
  arbitrary: asides,
})

const counted = [...measures.values()].filter((measure) => measure.kind === 'counted').map(({ id }) => id)
const groups = {
  above: new Map([
    ['H99.01', ['H99.01', 'H99']],
    ['H99.02', ['H99.02', 'H99']],
    [aloneCode('H99.03'), ['H99.03']],
    [aloneCode('H99.04'), ['H99.04']],
  ]),
  unlisted: ['H99'],
}
const span = spanOf('2026-09', secondOf(instant(start + 45 * day)))

function communesOf(ledger: Ledger): readonly string[] {
  return [...bodiesOf(ledger, 'unit')].map(({ key }) => key)
}

function countsOf(engine: Oracle) {
  return engine.count({ measures: counted, span, groups, by: 'unit', within: null })
}

test('following is starting anew', { timeout: 120_000 }, async () => {
  await assert(
    asyncProperty(
      array(array(said, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
      async (batches) => {
        const folder = mkdtempSync(join(tmpdir(), 'chiso-projection-'))
        const opened = openLedger(folder, { clock: () => instant(start) })
        if (!opened.ok) throw new Error(JSON.stringify(opened.failures))
        const ledger = opened.value
        const parts = { ledger, calendar, root: 'H99', ofMinistry: () => false, unitsOf: () => communesOf(ledger) }
        const followed = new Oracle()
        const restarted = new Oracle()
        const following = new Projection({ ...parts, engine: followed })
        let number = 0
        for (const batch of batches) {
          const observations = batch.map(({ kind, key, body, at }) => ({
            source: 's',
            kind,
            key,
            version: String(++number),
            sourceTime: instant(at),
            body,
            originalHash: '0'.repeat(64),
          }))
          const appended = ledger.append(observations)
          if (!appended.ok) throw new Error(JSON.stringify(appended.failures))
          await following.catchUp()
          // As after every restart from a snapshot: what was known before is only in the ledger.
          await new Projection({ ...parts, engine: restarted }).catchUp()
        }
        const anew = new Oracle()
        await new Projection({ ...parts, engine: anew }).catchUp()
        expect(await countsOf(followed)).toEqual(await countsOf(anew))
        expect(await countsOf(restarted)).toEqual(await countsOf(anew))
        expect(followed.watermark()).toBe(ledger.watermark())
        ledger.close()
        rmSync(folder, { recursive: true, force: true })
      },
    ),
    { numRuns: 150 },
  )
})
