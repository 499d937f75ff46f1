import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadCalendar } from '../time/load-calendar.ts'
import { judgeDossier } from './judge.ts'
import { readCases } from './fixtures/read-cases.ts'

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
    if (one.difference !== null) expect(text('verdict')).toMatch(new RegExp(`, ${one.difference}\\.$`))
    if (one.used === '?') expect(text('calendar-unknown')).toBeDefined()
    else if (one.used !== null) expect(text('working-time')).toMatch(usedDays(one.used))
  })
})

/** The figure the working-time step ends on: after the supplement where there was one, else the whole. */
function usedDays(used: string): RegExp {
  return new RegExp(`(?:: ${used} ngày làm việc(?: \\([^)]*\\(.*\\)\\))?\\.|còn ${used} ngày làm việc\\.)$`)
}
