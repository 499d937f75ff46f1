import { readFileSync } from 'node:fs'
import { assert, constantFrom, integer, property, record } from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { endOfDay, type Instant, instant, parseInstant } from '../time/instant.ts'
import { loadCalendar } from '../time/load-calendar.ts'
import { parsePlainDate } from '../time/plain-date.ts'
import type { Dossier } from './dossier.ts'
import { bareDossier, readCases } from './fixtures/read-cases.ts'
import { type DossierQuestion, judgeDossier } from './judge.ts'

const textOf = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const loaded = loadCalendar(textOf('../../../calendars/vn.yaml'), 'calendars/vn.yaml')
if (!loaded.ok) throw new Error('calendars/vn.yaml does not load')
const calendar = loaded.value
const cases = readCases(textOf('fixtures/deadline-cases.md'))

describe('the hand-worked table', () => {
  test('has at least 60 cases, each with a name of its own', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60)
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
  })

  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    const { steps } = judgeDossier(one.dossier, { ...one, calendar })
    const text = (rule: string) => steps.find((step) => step.rule === rule)?.text.vi
    expect(text('verdict')).toMatch(new RegExp(`^${one.verdict}[.:]`))
    if (one.difference !== null) expect(text('verdict')).toMatch(new RegExp(`, ${one.difference}(?: \\(.*\\))?\\.$`))
    if (one.used === '?') expect(text('calendar-unknown')).toBeDefined()
    else if (one.used !== null) expect(text('working-time')).toMatch(usedDays(one.used))
  })
})

/** The figure the working-time step ends on: after the supplement where there was one, else the whole. */
function usedDays(used: string): RegExp {
  return new RegExp(`(?:: ${used} ngày làm việc(?: \\([^)]*\\(.*\\)\\))?\\.|còn ${used} ngày làm việc\\.)$`)
}

const received = at('04/03/2024 08:30')
const due = at('08/03/2024 17:00')
const march: DossierQuestion = {
  asOf: at('30/04/2024 09:00'),
  periodEnd: parsePlainDate('31/03/2024'),
  calendar,
  maxWorkingDays: null,
}
const judge = (fields: Partial<Dossier>, question: Partial<DossierQuestion> = {}) =>
  judgeDossier({ ...bareDossier, receivedAt: received, dueAt: due, ...fields }, { ...march, ...question })
const rulesOf = (fields: Partial<Dossier>, question: Partial<DossierQuestion> = {}) =>
  judge(fields, question).steps.map(({ rule }) => rule)
const progress = (...steps: readonly (readonly [Dossier['status'], string])[]): Dossier['progress'] =>
  steps.map(([status, time]) => ({ status, at: at(time) }))

describe('the times of the dossier itself', () => {
  test('NgayKetThucXuLy goes before the steps of handling', () => {
    const settledAt = at('07/03/2024 10:00')
    expect(judge({ settledAt, progress: progress(['settled', '11/03/2024 09:00']) }).endedAt).toBe(settledAt)
  })

  test('NgayTra counts without NgayKetThucXuLy, and a settled step goes before it', () => {
    const returnedAt = at('11/03/2024 09:00')
    expect(judge({ returnedAt })).toMatchObject({ judgement: 'late', endedAt: returnedAt })
    const settled = progress(['settled', '07/03/2024 10:00'])
    expect(judge({ returnedAt, progress: settled })).toMatchObject({ judgement: 'on-time' })
  })

  test('the last of several settled steps counts', () => {
    const twice = progress(
      ['settled', '05/03/2024 10:00'],
      ['in-process', '06/03/2024 10:00'],
      ['settled', '11/03/2024 10:00'],
    )
    expect(judge({ progress: twice })).toMatchObject({ judgement: 'late', endedAt: at('11/03/2024 10:00') })
  })

  test('NgayTuChoi counts only after receipt', () => {
    expect(rulesOf({ status: 'refused', refusedAt: at('06/03/2024 10:00') })).toContain('ended-refused')
    expect(rulesOf({ status: 'refused', refusedAt: at('01/03/2024 10:00') })).not.toContain('ended-refused')
    expect(judge({ status: 'refused', receivedAt: null, refusedAt: at('06/03/2024 10:00') })).toMatchObject({
      judgement: 'unknown',
      endedAt: null,
    })
  })

  test('without NgayTiepNhan the first accepted step is the receipt; without that the due date still decides', () => {
    const accepted = progress(['accepted', '04/03/2024 10:00'], ['settled', '07/03/2024 10:00'])
    expect(rulesOf({ receivedAt: null, progress: accepted })).toContain('received')
    const settledOnly = { receivedAt: null, status: 'settled', settledAt: at('07/03/2024 10:00') } as const
    expect(rulesOf(settledOnly)).toContain('receipt-not-stated')
    expect(judge(settledOnly).judgement).toBe('on-time')
    expect(judge({ ...settledOnly, dueAt: null }, { maxWorkingDays: 5 }).judgement).toBe('unknown')
  })
})

describe('waiting for a supplement that only the steps or the status tell of', () => {
  test('one request in the steps of handling', () => {
    const waiting = progress(['in-process', '04/03/2024 09:00'], ['supplement-requested', '06/03/2024 10:00'])
    expect(judge({ progress: waiting })).toMatchObject({ judgement: 'on-time', endedAt: at('06/03/2024 10:00') })
  })

  test('two requests in the steps of handling', () => {
    const waiting = progress(
      ['supplement-requested', '05/03/2024 10:00'],
      ['in-process', '06/03/2024 09:00'],
      ['supplement-requested', '07/03/2024 10:00'],
    )
    expect(judge({ progress: waiting })).toMatchObject({ judgement: 'late', endedAt: null })
  })

  test('a request after which handling went on is not waited for', () => {
    const wentOn = progress(['supplement-requested', '05/03/2024 10:00'], ['in-process', '06/03/2024 09:00'])
    expect(judge({ progress: wentOn })).toMatchObject({ judgement: 'overdue', endedAt: null })
    const supplements = [{ askedAt: at('05/03/2024 10:00'), receivedAt: null, dueBefore: null, dueAfter: null }]
    expect(judge({ supplements, progress: wentOn })).toMatchObject({ judgement: 'overdue' })
    expect(judge({ supplements, status: 'in-process' })).toMatchObject({ judgement: 'overdue' })
  })

  test('the status alone does not say when', () => {
    expect(rulesOf({ status: 'supplement-requested' })).toContain('request-not-stated')
  })

  test('a second request that is not listed is not passed over', () => {
    const supplements = [
      { askedAt: at('05/03/2024 10:00'), receivedAt: at('06/03/2024 08:00'), dueBefore: null, dueAfter: null },
    ]
    const again = progress(['supplement-requested', '05/03/2024 10:00'], ['supplement-requested', '07/03/2024 10:00'])
    expect(judge({ supplements, progress: again })).toMatchObject({ judgement: 'late' })
    const once = progress(['supplement-requested', '07/03/2024 10:00'])
    expect(rulesOf({ supplements, progress: once })).toContain('request-not-stated')
  })
})

describe('supplements that cannot be credited are said', () => {
  test.each([
    ['no time of the request', null, at('06/03/2024 10:00')],
    ['received before it was asked for', at('06/03/2024 10:00'), at('05/03/2024 10:00')],
  ])('%s', (_, askedAt, receivedAt) => {
    const supplements = [{ askedAt, receivedAt, dueBefore: null, dueAfter: null }]
    const rules = rulesOf({ supplements, settledAt: at('11/03/2024 09:00') })
    expect(rules).toContain('supplement-not-credited')
    expect(rules).not.toContain('supplement-credited')
  })
})

describe('the moment asked about', () => {
  test('is the end of the period, or now when that is earlier', () => {
    const open = { status: 'in-process' } as const
    const asked = (question: Partial<DossierQuestion>) => judge(open, question).steps[0]?.text.vi
    expect(asked({})).toBe('Tính đến Chủ nhật 31/03/2024 23:59:59.')
    expect(asked({ asOf: at('07/03/2024 09:00') })).toBe('Tính đến thứ Năm 07/03/2024 09:00.')
    expect(asked({ periodEnd: null })).toBe('Tính đến thứ Ba 30/04/2024 09:00.')
  })

  test('a settlement in the future has not happened', () => {
    const settledAt = at('01/04/2024 08:00')
    expect(judge({ status: 'settled', settledAt })).toMatchObject({ judgement: 'overdue', endedAt: null })
    expect(judge({ status: 'settled', settledAt }, { periodEnd: null })).toMatchObject({ judgement: 'late' })
  })
})

describe('in time until, if nothing further happens', () => {
  const open = { status: 'in-process' } as const
  const until = (fields: Partial<Dossier>, maxWorkingDays: number | null = null) =>
    judge({ ...open, ...fields }, { maxWorkingDays }).inTimeUntil
  const supplements = [
    { askedAt: at('05/03/2024 10:00'), receivedAt: at('06/03/2024 08:30'), dueBefore: null, dueAfter: null },
  ]

  test('the due moment, and the time the citizen took', () => {
    expect(until({})).toBe(due)
    expect(until({ dueAt: at('08/03/2024') })).toBe(at('2024-03-08T23:59:59.999'))
    expect(until({ supplements })).toBe(at('09/03/2024 15:30'))
  })

  test('without a due date, up to the half day that is one too many', () => {
    expect(until({ dueAt: null }, 3.5)).toBe(at('2024-03-08T11:59:59.999'))
    expect(until({ dueAt: null }, 4)).toBe(at('2024-03-10T23:59:59.999'))
    // Asked on Tuesday morning, answered on Wednesday morning: two half days more.
    expect(until({ dueAt: null, supplements }, 4)).toBe(at('2024-03-11T23:59:59.999'))
  })

  test('not known: no maximum, beyond the calendar; nothing to be in time for: ended, waiting, not received', () => {
    expect(until({ dueAt: null })).toBeNull()
    expect(until({ dueAt: null }, 1000)).toBeNull()
    expect(until({ settledAt: at('07/03/2024 10:00') })).toBeNull()
    expect(
      until({ status: 'supplement-requested', supplements: supplements.map((one) => ({ ...one, receivedAt: null })) }),
    ).toBeNull()
    expect(until({ receivedAt: at('01/04/2024 08:00') })).toBeNull()
  })
})

test('the words are in the JSON, though they are made when they are read', () => {
  const judgement = judge({ settledAt: at('07/03/2024 10:00') })
  expect(JSON.parse(JSON.stringify(judgement))).toEqual({
    judgement: 'on-time',
    endedAt: at('07/03/2024 10:00'),
    dueAt: due,
    inTimeUntil: null,
    supplements: [],
    steps: judgement.steps,
  })
  expect(judgement.steps).toBe(judgement.steps)
})

describe('properties', () => {
  const minutes = (text: string, most: number) =>
    integer({ min: 0, max: most }).map((count) => instant(at(text) + count * 60_000))
  const made = record({
    settledAt: minutes('04/03/2024 09:00', 30_000),
    askedAt: minutes('04/03/2024 09:00', 10_000),
    length: integer({ min: 0, max: 10_000 }),
    dueAt: constantFrom(due, endOfDay(parsePlainDate('15/03/2024') ?? fail())),
  })
  const judged = ({
    settledAt,
    askedAt,
    length,
    dueAt,
  }: { [key in 'settledAt' | 'askedAt' | 'dueAt']: Instant } & { length: number }) =>
    judge(
      {
        settledAt,
        dueAt,
        supplements: [{ askedAt, receivedAt: instant(askedAt + length * 60_000), dueBefore: null, dueAfter: null }],
      },
      { periodEnd: null },
    ).judgement

  test('settling earlier is never worse, and a due date later never worse', () => {
    assert(
      property(made, integer({ min: 0, max: 5_000 }), (one, shift) => {
        if (judged(one) !== 'on-time') return
        const earlier = instant(Math.max(received, one.settledAt - shift * 60_000))
        expect(judged({ ...one, settledAt: earlier })).toBe('on-time')
        expect(judged({ ...one, dueAt: instant(one.dueAt + shift * 60_000) })).toBe('on-time')
      }),
    )
  })

  test('a longer supplement never makes a dossier late', () => {
    assert(
      property(made, integer({ min: 0, max: 5_000 }), (one, more) => {
        if (judged(one) === 'on-time') expect(judged({ ...one, length: one.length + more })).toBe('on-time')
      }),
    )
  })

  test('is the inequality itself', () => {
    assert(
      property(made, (one) => {
        const end = Math.min(one.settledAt, one.askedAt + one.length * 60_000)
        const credit = Math.max(0, end - one.askedAt)
        expect(judged(one)).toBe(one.settledAt - credit <= one.dueAt ? 'on-time' : 'late')
      }),
    )
  })
})

describe('the time zone of the machine', () => {
  const before = process.env['TZ']
  afterEach(() => {
    if (before === undefined) delete process.env['TZ']
    else process.env['TZ'] = before
  })

  const all = () => {
    const again = readCases(textOf('fixtures/deadline-cases.md'))
    return JSON.stringify(again.map((one) => judgeDossier(one.dossier, { ...one, calendar })))
  }
  const home = all()

  test.each([
    ['UTC', 0],
    ['Asia/Ho_Chi_Minh', -420],
    ['America/St_Johns', 210],
    ['Pacific/Kiritimati', -840],
  ])('%s changes nothing', (zone, minutes) => {
    process.env['TZ'] = zone
    // The runtime really is in that zone now; else this would prove nothing.
    expect(new Date('2024-01-15T12:00:00Z').getTimezoneOffset()).toBe(minutes)
    expect(all()).toBe(home)
  })
})

function at(text: string): Instant {
  return parseInstant(text) ?? fail()
}

function fail(): never {
  throw new Error('no such moment')
}
