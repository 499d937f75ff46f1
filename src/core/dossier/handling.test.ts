import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parseInstant } from '../time/instant.ts'
import { loadCalendar } from '../time/load-calendar.ts'
import { bareDossier, readCases } from './fixtures/read-cases.ts'
import { handlingHalves } from './handling.ts'
import { judgeDossier } from './judge.ts'

const textOf = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const loaded = loadCalendar(textOf('../../../calendars/vn.yaml'), 'calendars/vn.yaml')
if (!loaded.ok) throw new Error('calendars/vn.yaml does not load')
const calendar = loaded.value
const at = (text: string) => parseInstant(text) ?? expect.fail(text)

/** Ended, with the time used worked out by hand; where the source moved the due date, the table takes the citizen's time off there. */
const cases = readCases(textOf('fixtures/deadline-cases.md')).flatMap((one) => {
  const { endedAt } = judgeDossier(one.dossier, { ...one, calendar })
  const moved = one.dossier.supplements.some(({ dueAfter }) => dueAfter !== null)
  return endedAt === null || one.used === null || moved ? [] : [{ ...one, endedAt, used: one.used }]
})

describe('the hand-worked table', () => {
  test('has cases that ended', () => expect(cases.length).toBeGreaterThan(40))

  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, { dossier, endedAt, used }) => {
    const halves = used === '?' ? null : Number(used.replace(',', '.')) * 2
    expect(handlingHalves(dossier, endedAt, calendar)).toBe(halves)
  })
})

test('what the citizen took is taken off though the source moved the due date too', () => {
  const dossier = {
    ...bareDossier,
    receivedAt: at('04/03/2024 08:30'),
    supplements: [
      {
        askedAt: at('05/03/2024 16:00'),
        receivedAt: at('07/03/2024 16:00'),
        dueBefore: at('08/03/2024 17:00'),
        dueAfter: at('12/03/2024 17:00'),
      },
    ],
  }
  // Tuesday 5 to Friday 8 are four days; Wednesday and Thursday were the citizen's.
  expect(handlingHalves(dossier, at('08/03/2024 16:00'), calendar)).toBe(4)
})

test('without a receipt nothing can be told', () => {
  expect(handlingHalves({ ...bareDossier, receivedAt: null }, at('08/03/2024 16:00'), calendar)).toBeNull()
})
