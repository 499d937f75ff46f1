import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Instant, parseInstant } from '../time/instant.ts'
import { loadCalendar } from '../time/load-calendar.ts'
import { parsePlainDate } from '../time/plain-date.ts'
import { barePetition } from './fixtures/bare-petition.ts'
import { judgePetition } from './judge.ts'
import { type Petition, petition } from './petition.ts'

const path = 'calendars/vn.yaml'
const loaded = loadCalendar(readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8'), path)
if (!loaded.ok) throw new Error(`${path} does not load`)
const calendar = loaded.value

function at(text: string): Instant {
  const moment = parseInstant(text)
  if (moment === null) throw new Error(`no moment ${text}`)
  return moment
}

const judge = (fields: Partial<Petition>, until = '31/12/2024') =>
  judgePetition({ ...barePetition, ...fields }, { asOf: at('31/12/2027'), periodEnd: parsePlainDate(until), calendar })

/** Received Monday 05/02/2024; off for Tết from 08/02 to 14/02. */
describe('the clocks over Tết, worked out by hand', () => {
  test.each<[string, Partial<Petition>, string]>([
    ['refused on the 2nd working day, 07/02', { refusedAt: at('07/02/2024 17:00') }, 'on-time'],
    ['refused on the 3rd, the first after Tết', { refusedAt: at('15/02/2024 08:00') }, 'late'],
    ['passed on on the 2nd, late at night', { passedOnAt: at('07/02/2024 23:00') }, 'on-time'],
    ['passed on on the 3rd', { passedOnAt: at('15/02/2024 09:00') }, 'late'],
    ['settled on the 15th working day, 04/03', { settledAt: at('04/03/2024 16:00') }, 'on-time'],
    ['settled on the 16th, 05/03', { settledAt: at('05/03/2024 08:00') }, 'late'],
    ['published on the 2nd day after', { settledAt: at('01/03/2024 16:00'), publishedAt: at('05/03/2024') }, 'on-time'],
    ['published on the 3rd day after', { settledAt: at('01/03/2024 16:00'), publishedAt: at('06/03/2024') }, 'late'],
    ['never published, though it must be', { settledAt: at('01/03/2024 16:00'), mustPublish: true }, 'overdue'],
    ['never published, and nobody says that it must be', { settledAt: at('01/03/2024 16:00') }, 'on-time'],
  ])('%s', (_, fields, verdict) => {
    expect(judge(fields).judgement).toBe(verdict)
  })

  test.each([
    ['asked for more on the 5th working day', '19/02/2024 15:00', 'on-time'],
    ['asked for more on the 6th', '20/02/2024 09:00', 'late'],
  ])('%s', (_, askedAt, verdict) => {
    const requests = [{ askedAt: at(askedAt), answeredAt: at('21/02/2024 09:00') }]
    expect(judge({ requests, settledAt: at('01/03/2024 16:00') }).judgement).toBe(verdict)
  })

  test('the days the petitioner took are not counted for settling', () => {
    // Working days after 05/02 up to 11/03: 20. Asked Monday 19/02, answered Monday 26/02: 5 of them. 20 − 5 = 15.
    const requests = [{ askedAt: at('19/02/2024 15:00'), answeredAt: at('26/02/2024 09:00') }]
    expect(judge({ requests, settledAt: at('11/03/2024 16:00') }).judgement).toBe('on-time')
    expect(judge({ requests, settledAt: at('12/03/2024 08:00') }).judgement).toBe('late')
  })
})

describe('a petition that is still open', () => {
  test('is within its 15 working days, then overdue', () => {
    expect(judge({}, '04/03/2024')).toMatchObject({ judgement: 'within', endedAt: null })
    expect(judge({}, '05/03/2024')).toMatchObject({ judgement: 'overdue', endedAt: null })
  })

  test('does not run while the petitioner is asked', () => {
    const requests = [{ askedAt: at('19/02/2024 15:00'), answeredAt: null }]
    expect(judge({ requests }, '30/04/2024').judgement).toBe('within')
  })

  test('was not refused yet when it was refused later', () => {
    expect(judge({ refusedAt: at('15/02/2024 08:00') }, '14/02/2024').judgement).toBe('within')
  })
})

describe('in time until, if nothing further happens', () => {
  const until = (fields: Partial<Petition>, day = '29/02/2024') => judge(fields, day).inTimeUntil

  test('the last day of the clock that is running, with the days off after it', () => {
    expect(until({})).toBe(at('2024-03-04T23:59:59.999'))
    expect(until({ mustPublish: true, settledAt: at('28/02/2024 16:00') })).toBe(at('2024-03-03T23:59:59.999'))
  })

  test('of several clocks the first to have run over', () => {
    const requests = [{ askedAt: at('21/02/2024 09:00'), answeredAt: at('26/02/2024 09:00') }]
    expect(judge({ requests }, '29/02/2024')).toMatchObject({ judgement: 'overdue' })
    expect(until({ requests })).toBe(at('2024-02-19T23:59:59.999'))
  })

  test('null while the petitioner is asked, after the end, and beyond the calendar', () => {
    expect(until({ requests: [{ askedAt: at('19/02/2024 15:00'), answeredAt: null }] })).toBeNull()
    expect(until({ settledAt: at('28/02/2024 16:00') })).toBeNull()
    expect(until({ receivedAt: at('20/12/2027 09:00') }, '24/12/2027')).toBeNull()
  })
})

test('one that was not received, or lies outside the calendar, is not known', () => {
  expect(judge({ receivedAt: null }).judgement).toBe('unknown')
  expect(judge({ receivedAt: at('02/01/2025') }).judgement).toBe('unknown')
  expect(judge({ receivedAt: at('30/12/2021 09:00'), settledAt: at('05/01/2022') }).judgement).toBe('unknown')
})

test('the arithmetic is written out', () => {
  const text = judge({ settledAt: at('05/03/2024 08:00') }).steps.map((step) => step.text.vi)
  expect(text).toContain(
    'Thời hạn xử lý, trả lời: 15 ngày làm việc, đến hết thứ Hai 04/03/2024. Từ thứ Hai 05/02/2024 (không tính ngày này) đến thứ Ba 05/03/2024: 16 ngày làm việc (không tính 08/02/2024–12/02/2024 (Tết Âm lịch), 13/02/2024–14/02/2024 (nghỉ bù Tết Âm lịch)); quá 1 ngày làm việc.',
  )
  expect(text.at(-1)).toBe('Trễ hạn.')
})

test('a petition holds nothing about the petitioner but a keyed hash', () => {
  expect(petition.safeParse({ ...barePetition, name: 'Nguyễn Văn A' }).success).toBe(false)
})
