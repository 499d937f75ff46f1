import { readFileSync } from 'node:fs'
import { array, assert, constantFrom, integer, oneof, option, property, record } from 'fast-check'
import { expect, test } from 'vitest'
import { type Instant, parseInstant } from '../time/instant.ts'
import { disagreements, phaseLines, secondsAround } from '../time/fixtures/phase-agreement.ts'
import { grainsOf, halfDaysIn, windows } from '../time/fixtures/time-grains.ts'
import { loadCalendar } from '../time/load-calendar.ts'
import { momentOfSecond, secondOf } from '../time/second.ts'
import { barePetition } from './fixtures/bare-petition.ts'
import { judgePetition } from './judge.ts'
import type { Petition } from './petition.ts'
import { petitionPhasesOf } from './phases.ts'

const path = 'calendars/vn.yaml'
const loaded = loadCalendar(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'), path)
if (!loaded.ok) throw new Error(`${path} does not load`)
const calendar = loaded.value

function at(text: string): Instant {
  const moment = parseInstant(text)
  if (moment === null) throw new Error(`no moment ${text}`)
  return moment
}

/** Received Monday 05/02/2024; off for Tết from 08/02 to 14/02; the 15th working day is Monday 04/03. */
test.each<[string, Partial<Petition>, string[]]>([
  ['open', {}, ['long ago → never, ended never, late 05/03/2024 00:00']],
  [
    'refused late',
    { refusedAt: at('15/02/2024 08:00') },
    ['long ago → never, ended 15/02/2024 08:00, late 15/02/2024 08:00'],
  ],
  ['settled', { settledAt: at('01/03/2024 16:00') }, ['long ago → never, ended 01/03/2024 16:00, late never']],
  [
    'settled late',
    { settledAt: at('07/03/2024 16:00') },
    ['long ago → never, ended 07/03/2024 16:00, late 05/03/2024 00:00'],
  ],
  [
    'published late, as it must be',
    { mustPublish: true, settledAt: at('01/03/2024 16:00'), publishedAt: at('07/03/2024 09:00') },
    ['long ago → never, ended 07/03/2024 09:00, late 06/03/2024 00:00'],
  ],
  [
    'published late, and nobody says that it must be: another end',
    { settledAt: at('01/03/2024 16:00'), publishedAt: at('07/03/2024 09:00') },
    [
      'long ago → 07/03/2024 09:00, ended 01/03/2024 16:00, late never',
      '07/03/2024 09:00 → never, ended 07/03/2024 09:00, late 07/03/2024 09:00',
    ],
  ],
  [
    'stands still while the petitioner is asked, as far as the calendar goes',
    { requests: [{ askedAt: at('19/02/2024 15:00'), answeredAt: null }] },
    ['long ago → never, ended never, late 01/01/2028 00:00'],
  ],
  [
    'runs on after the answer, by the days that it took',
    { requests: [{ askedAt: at('19/02/2024 15:00'), answeredAt: at('26/02/2024 09:00') }] },
    ['long ago → never, ended never, late 12/03/2024 00:00'],
  ],
  ['not received', { receivedAt: null }, ['long ago → never, ended never, late long ago']],
])('%s', (_, fields, phases) => {
  expect(phaseLines(petitionPhasesOf({ ...barePetition, ...fields }, { calendar }))).toEqual(phases)
})

const inWindows = windows.map((window) => {
  const time = oneof(...grainsOf(window).map(({ most, moment }) => integer({ min: 0, max: most }).map(moment)))
  const maybe = option(time, { freq: 2 })
  const rarely = oneof({ arbitrary: constantFrom(null), weight: 3 }, time)
  const often = option(time, { freq: 5 })
  return record({
    window: constantFrom(window),
    fields: record({
      receivedAt: often,
      refusedAt: rarely,
      passedOnAt: rarely,
      settledAt: maybe,
      publishedAt: maybe,
      mustPublish: constantFrom(null, true, false),
      requests: array(record({ askedAt: time, answeredAt: often }), { maxLength: 3 }),
    }),
    moments: array(time, { maxLength: 20 }),
  })
})

test('agree with the judge in every petition at every moment', { timeout: 30_000 }, () => {
  assert(
    property(oneof(...inWindows), ({ window, fields, moments }) => {
      const petition = { ...barePetition, ...fields }
      const told = petitionPhasesOf(petition, { calendar })
      const judge = (asOf: Instant) => judgePetition(petition, { asOf, periodEnd: null, calendar })
      const turns = told.phases.flatMap(({ from, until, endedAt, lateFrom }) => [from, until, endedAt, lateFrom])
      const near = secondsAround([...timesOf(petition), ...moments, ...turns.map(momentOfSecond)])
      expect(disagreements(told, judge, [...near, ...halfDaysIn(window).map(secondOf)])).toEqual([])
    }),
    { numRuns: 2000 },
  )
})

function timesOf({ receivedAt, refusedAt, passedOnAt, settledAt, publishedAt, requests }: Petition): Instant[] {
  const asked = requests.flatMap(({ askedAt, answeredAt }) => [askedAt, answeredAt])
  return [receivedAt, refusedAt, passedOnAt, settledAt, publishedAt, ...asked].filter((time) => time !== null)
}
