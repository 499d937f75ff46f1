import { readFileSync } from 'node:fs'
import { array, assert, constantFrom, integer, oneof, option, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Instant, parseInstant } from '../time/instant.ts'
import { dueMoment, momentOf } from '../time/judgement.ts'
import { disagreements, phaseLines, secondsAround } from '../time/fixtures/phase-agreement.ts'
import { grainsOf, halfDaysIn, windows } from '../time/fixtures/time-grains.ts'
import { loadCalendar } from '../time/load-calendar.ts'
import { longAgo, momentOfSecond, secondOf } from '../time/second.ts'
import { type Dossier, dossierStatuses } from './dossier.ts'
import { bareDossier, readCases } from './fixtures/read-cases.ts'
import { judgeDossier } from './judge.ts'
import { phasesOf } from './phases.ts'

const textOf = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const loaded = loadCalendar(textOf('../../../calendars/vn.yaml'), 'calendars/vn.yaml')
if (!loaded.ok) throw new Error('calendars/vn.yaml does not load')
const calendar = loaded.value

function at(text: string): Instant {
  const moment = parseInstant(text)
  if (moment === null) throw new Error(`no moment ${text}`)
  return moment
}

const march: Dossier = { ...bareDossier, receivedAt: at('04/03/2024 08:30'), dueAt: at('08/03/2024 17:00') }
const supplement = (askedAt: string, receivedAt: string | null) => ({
  askedAt: at(askedAt),
  receivedAt: receivedAt === null ? null : at(receivedAt),
  dueBefore: null,
  dueAfter: null,
})
const stepsOf = (...steps: readonly (readonly [Dossier['status'], string])[]): Dossier['progress'] =>
  steps.map(([status, time]) => ({ status, at: at(time) }))

const lines = (fields: Partial<Dossier>, maxWorkingDays: number | null = null) =>
  phaseLines(phasesOf({ ...march, ...fields }, { calendar, maxWorkingDays }))

describe('one phase tells', () => {
  test.each<[string, Partial<Dossier>, string]>([
    ['an open dossier', { status: 'in-process' }, 'ended never, late 08/03/2024 17:00'],
    ['one settled in time', { settledAt: at('07/03/2024 10:00') }, 'ended 07/03/2024 10:00, late never'],
    ['one settled late', { settledAt: at('11/03/2024 9:00') }, 'ended 11/03/2024 09:00, late 08/03/2024 17:00'],
    ['due at the end of a day', { dueAt: at('08/03/2024') }, 'ended never, late 09/03/2024 00:00'],
    ['settled before it was received', { settledAt: at('01/03/2024 10:00') }, 'ended 01/03/2024 10:00, late never'],
    [
      'one that waits for the citizen',
      { supplements: [supplement('06/03/2024 10:00', null)] },
      'ended 06/03/2024 10:00, late never',
    ],
    [
      'handled in many steps',
      {
        status: 'returned',
        progress: stepsOf(
          ['accepted', '04/03/2024 08:30'],
          ['in-process', '05/03/2024 10:00'],
          ['payment-requested', '06/03/2024 10:00'],
          ['settled', '07/03/2024 10:00'],
          ['returned', '08/03/2024 10:00'],
        ),
      },
      'ended 07/03/2024 10:00, late never',
    ],
  ])('%s', (_, fields, told) => {
    expect(lines(fields)).toEqual([`long ago → never, ${told}`])
  })
})

describe('several phases, where one cannot tell', () => {
  test('an end that is taken back: the citizen answers, and handling goes on', () => {
    const answered = { supplements: [supplement('06/03/2024 10:00', '12/03/2024 10:00')], status: 'settled' as const }
    expect(lines({ ...answered, settledAt: at('14/03/2024 9:00') })).toEqual([
      'long ago → 12/03/2024 10:00, ended 06/03/2024 10:00, late never',
      '12/03/2024 10:00 → never, ended 14/03/2024 09:00, late never',
    ])
    expect(lines({ ...answered, settledAt: at('14/03/2024 17:30') })).toEqual([
      'long ago → 12/03/2024 10:00, ended 06/03/2024 10:00, late never',
      '12/03/2024 10:00 → never, ended 14/03/2024 17:30, late 14/03/2024 17:00',
    ])
  })

  test('another end: settled after it was stopped', () => {
    const stopped = stepsOf(['stopped', '06/03/2024 10:00'], ['settled', '11/03/2024 10:00'])
    expect(lines({ progress: stopped })).toEqual([
      'long ago → 11/03/2024 10:00, ended 06/03/2024 10:00, late never',
      '11/03/2024 10:00 → never, ended 11/03/2024 10:00, late 11/03/2024 10:00',
    ])
  })

  test('an end that comes to light later: asked again, while one request is listed', () => {
    const again = {
      supplements: [supplement('05/03/2024 10:00', null)],
      progress: stepsOf(['in-process', '06/03/2024 10:00'], ['supplement-requested', '07/03/2024 10:00']),
    }
    expect(lines(again)).toEqual([
      'long ago → 06/03/2024 10:00, ended 05/03/2024 10:00, late never',
      '06/03/2024 10:00 → 07/03/2024 10:00, ended never, late never',
      '07/03/2024 10:00 → never, ended 05/03/2024 10:00, late never',
    ])
  })

  test('in time again: a second request makes it late, not ended, until it is answered', () => {
    const supplements = [
      supplement('05/03/2024 10:00', '06/03/2024 10:00'),
      supplement('07/03/2024 10:00', '08/03/2024 10:00'),
    ]
    expect(lines({ supplements })).toEqual([
      'long ago → 06/03/2024 10:00, ended 05/03/2024 10:00, late never',
      '06/03/2024 10:00 → 08/03/2024 10:00, ended never, late 07/03/2024 10:00',
      '08/03/2024 10:00 → never, ended never, late 10/03/2024 17:00',
    ])
  })
})

describe('without a due date', () => {
  const open = { dueAt: null, status: 'in-process' } as const

  test('late after the last half day within the maximum', () => {
    expect(lines(open, 3.5)).toEqual(['long ago → never, ended never, late 08/03/2024 12:00'])
    expect(lines(open, 4)).toEqual(['long ago → never, ended never, late 11/03/2024 00:00'])
    expect(lines({ ...open, settledAt: at('10/03/2024 21:00') }, 4)).toEqual([
      'long ago → never, ended 10/03/2024 21:00, late never',
    ])
  })

  test('not in time where the maximum or the calendar is not known', () => {
    expect(lines(open)).toEqual(['long ago → never, ended never, late long ago'])
    expect(lines({ ...open, receivedAt: at('28/12/2027 08:30') }, 30)).toEqual([
      'long ago → never, ended never, late 01/01/2028 00:00',
    ])
  })
})

describe('outside what a second can hold', () => {
  test('what is earlier happened long ago, what is later never does', () => {
    const early = { receivedAt: at('01/02/1985'), dueAt: at('08/02/1985 17:00') }
    expect(lines({ ...early, settledAt: at('07/02/1985') })).toEqual(['long ago → never, ended long ago, late never'])
    const far = { receivedAt: at('01/02/2057'), dueAt: at('08/02/2060 17:00'), settledAt: at('07/02/2061') }
    expect(lines(far)).toEqual(['long ago → never, ended never, late never'])
  })
})

describe('agree with the judge', () => {
  test('in every hand-worked case, at the moment it asks about', () => {
    for (const { id, dossier, verdict, maxWorkingDays, ...question } of readCases(
      textOf('fixtures/deadline-cases.md'),
    )) {
      const told = phasesOf(dossier, { calendar, maxWorkingDays })
      const judge = (asOf: Instant) => judgeDossier(dossier, { asOf, periodEnd: null, calendar, maxWorkingDays })
      const asked = secondOf(momentOf(question))
      expect([id, disagreements(told, judge, [asked])]).toEqual([id, []])
      const phase = told.phases.find(({ from, until }) => from <= asked && asked < until)
      const isReceived = told.received === null || told.received <= asked
      const isInTime = isReceived && asked < (phase?.lateFrom ?? longAgo)
      expect([id, isInTime]).toEqual([id, verdict === 'Đúng hạn' || verdict === 'Còn hạn'])
    }
  })

  // A dossier in which everything happens hides what matters alone, so most have steps of few kinds.
  const mixtures = [
    [null, ...dossierStatuses],
    ['accepted', 'in-process', 'settled', 'returned'],
    ...(['supplement-requested', 'withdrawn', 'stopped', 'refused'] as const).map(
      (one) => [one, 'in-process'] as const,
    ),
  ] as const
  const inWindows = windows.map((window) => {
    const time = oneof(...grainsOf(window).map(({ most, moment }) => integer({ min: 0, max: most }).map(moment)))
    const maybe = option(time, { freq: 2 })
    const often = option(time, { freq: 5 })
    const asked = record({ askedAt: often, receivedAt: often, dueBefore: maybe, dueAfter: maybe })
    const steps = mixtures.map((statuses) => record({ status: constantFrom(...statuses), at: time }))
    return record({
      window: constantFrom(window),
      maxWorkingDays: constantFrom(null, 0, 0.5, 5),
      fields: record({
        receivedAt: often,
        dueAt: maybe,
        settledAt: maybe,
        returnedAt: maybe,
        refusedAt: maybe,
        status: constantFrom(null, ...dossierStatuses),
        supplements: oneof(array(asked, { maxLength: 3 }), array(asked, { maxLength: 0 })),
        progress: oneof(...steps.map((step) => array(step, { maxLength: 6 }))),
      }),
      moments: array(time, { maxLength: 20 }),
    })
  })

  test('in every dossier at every moment', { timeout: 30_000 }, () => {
    assert(
      property(oneof(...inWindows), ({ window, maxWorkingDays, fields, moments }) => {
        const dossier = { ...bareDossier, ...fields }
        const told = phasesOf(dossier, { calendar, maxWorkingDays })
        const judge = (asOf: Instant) => judgeDossier(dossier, { asOf, periodEnd: null, calendar, maxWorkingDays })
        const turns = told.phases.flatMap(({ from, until, endedAt, lateFrom }) => [from, until, endedAt, lateFrom])
        const near = secondsAround([...timesOf(dossier), ...moments, ...turns.map(momentOfSecond)])
        expect(disagreements(told, judge, [...near, ...halfDaysIn(window).map(secondOf)])).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })
})

/** Every time that stands in the dossier, and the moments at which it is due. */
function timesOf({ receivedAt, dueAt, settledAt, returnedAt, refusedAt, supplements, progress }: Dossier): Instant[] {
  const asked = supplements.flatMap((one) => [one.askedAt, one.receivedAt, one.dueBefore, one.dueAfter])
  const times = [receivedAt, dueAt, settledAt, returnedAt, refusedAt, ...asked, ...progress.map((step) => step.at)]
  const stated = times.filter((time) => time !== null)
  return [...stated, ...stated.map(dueMoment)]
}
