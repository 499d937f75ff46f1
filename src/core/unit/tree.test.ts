import { describe, expect, test } from 'vitest'
import { parsePlainDate } from '../time/plain-date.ts'
import { aloneCode, groupsOf } from './groups.ts'
import { UnitTree } from './tree.ts'
import type { Unit } from './unit.ts'

function day(text: string) {
  const date = parsePlainDate(text)
  if (date === null) throw new Error(text)
  return date
}

function unit(code: string, level: Unit['level'], more: Partial<Unit> = {}): Unit {
  return {
    code,
    name: `Đơn vị ${code}`,
    level,
    parent: 'H99',
    validFrom: null,
    validTo: null,
    predecessors: [],
    aliases: [],
    ...more,
  }
}

const until = { validTo: '2025-06-30' }
const units = [
  unit('H99', 'province', { parent: null, aliases: ['000.00.00.H99'] }),
  unit('H99.06', 'department'),
  unit('H99.06.01', 'department', { parent: 'H99.06' }),
  unit('H99.21', 'district', until),
  unit('H99.21.01', 'commune', { parent: 'H99.21', ...until }),
  unit('H99.21.02', 'commune', { parent: 'H99.21', ...until }),
  unit('H99.21.03', 'commune', { parent: 'H99.21', ...until }),
  unit('H99.50.01', 'commune', {
    validFrom: '2025-07-01',
    predecessors: ['H99.21.01', 'H99.21.02'],
    aliases: ['H99.71.01'],
  }),
  unit('H99.50.02', 'commune', { validFrom: '2025-07-01', predecessors: ['H99.21.02'] }),
]
const tree = new UnitTree(units, 'H99', day('2026-10-31'))

describe('codes', () => {
  test('one body, whatever the form of its code', () => {
    for (const code of ['H99', '000.00.00.H99', ' H99 ']) expect(tree.codeOf(code)).toBe('H99')
    expect(tree.codeOf('000.01.50.H99')).toBe('H99.50.01')
    expect(tree.codeOf('H99.71.01')).toBe('H99.50.01')
    expect(tree.codeOf('H99.77')).toBe('H99.77')
  })
})

describe('the past', () => {
  test('by the units of today: a unit taken over whole counts for its successor', () => {
    expect(tree.chainOf('H99.21.01', 'current')).toEqual(['H99.50.01', 'H99'])
    expect(tree.chainOf('000.01.21.H99', 'current')).toEqual(['H99.50.01', 'H99'])
  })

  test('a unit divided among several, or without a successor, stays its own', () => {
    expect(tree.chainOf('H99.21.02', 'current')).toEqual(['H99.21.02', 'H99.21', 'H99'])
    expect(tree.chainOf('H99.21.03', 'current')).toEqual(['H99.21.03', 'H99.21', 'H99'])
  })

  test('by the units of the time', () => {
    expect(tree.chainOf('H99.21.01', 'recorded')).toEqual(['H99.21.01', 'H99.21', 'H99'])
  })

  test('before the merger nothing has been taken over', () => {
    const before = new UnitTree(units, 'H99', day('2025-06-30'))
    expect(before.chainOf('H99.21.01', 'current')).toEqual(['H99.21.01', 'H99.21', 'H99'])
    expect(before.cohort('commune').map(({ code }) => code)).toEqual(['H99.21.01', 'H99.21.02', 'H99.21.03'])
  })
})

test('alone: for the unit itself, as long as it exists, and for none above it', () => {
  for (const view of ['current', 'recorded'] as const) {
    const groups = tree.groups(view)
    expect(groupsOf(groups, aloneCode('H99.50.01'))).toEqual(['H99.50.01'])
    expect(groupsOf(groups, aloneCode('H99.21.01'))).toEqual([])
  }
  const before = new UnitTree(units, 'H99', day('2025-06-30'))
  expect(groupsOf(before.groups('recorded'), aloneCode('H99.21.01'))).toEqual(['H99.21.01'])
  expect(tree.codeOf(aloneCode('H99.50.01'))).toBe('H99.50.01')
})

test('a cohort is of one level: branches of a department are not ranked beside it', () => {
  expect(tree.cohort('department').map(({ code }) => code)).toEqual(['H99.06'])
  expect(tree.cohort('commune').map(({ code }) => code)).toEqual(['H99.50.01', 'H99.50.02'])
  expect(tree.children('H99').map(({ code }) => code)).toEqual(['H99.06', 'H99.50.01', 'H99.50.02'])
})

test('scope: what is below, also what was taken over', () => {
  expect(tree.isWithin('H99.06.01', 'H99.06')).toBe(true)
  expect(tree.isWithin('H99.21.01', 'H99.50.01')).toBe(true)
  expect(tree.isWithin('H99.06', 'H99.06.01')).toBe(false)
  expect(tree.isWithin('H99.77', 'H99')).toBe(true)
})

test('for counting: aliases have the groups of their unit, unknown codes count for the top', () => {
  const { above, unlisted } = tree.groups('current')
  expect(above.get('H99.71.01')).toEqual(['H99.50.01', 'H99'])
  expect(above.get('000.00.00.H99')).toEqual(['H99'])
  expect(unlisted).toEqual(['H99'])
})

test('parents in a circle end somewhere', () => {
  const circle = new UnitTree(
    [unit('A', 'commune', { parent: 'B' }), unit('B', 'commune', { parent: 'A' })],
    'H99',
    day('2026-01-01'),
  )
  expect(circle.chainOf('A', 'current')).toEqual(['A', 'B', 'H99'])
})

test('the top is there even when no list names it', () => {
  expect(new UnitTree([], 'H15', day('2026-01-01')).get('H15')).toMatchObject({ level: 'province', name: 'H15' })
})
