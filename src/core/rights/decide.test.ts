import { expect, test } from 'vitest'
import fc from 'fast-check'
import { failureText } from '../failure.ts'
import { decide, refusalOf, relationOf, type UnitScope } from './decide.ts'
import { type Action, reaches, rights } from './rights.ts'
import { type Role, roles } from './role.ts'

const known = new Set(['H99', 'H99.01', 'H99.01.02', 'H99.01.03', 'H99.02', 'H99.02.01'])
const scope: UnitScope = {
  root: 'H99',
  isWithin: (unit, of) => known.has(unit) && known.has(of) && (unit === of || unit.startsWith(`${of}.`)),
}
const actions = Object.keys(rights).filter((name): name is Action => name in rights)

test('how units stand to each other', () => {
  const of = (unit: string, own: string) => relationOf(unit, own, scope)
  expect(of('H99.01', 'H99.01')).toBe('own')
  expect(of('H99.01.02', 'H99.01')).toBe('below')
  expect(of('H99.01.02', 'H99')).toBe('below')
  expect(of('H99', 'H99.01.02')).toBe('above')
  expect(of('H99.01.03', 'H99.01.02')).toBe('beside')
  expect(of('H99.02', 'H99.01.02')).toBe('beside')
  expect(of('H98', 'H99')).toBe('outside')
  expect(of('', 'H99')).toBe('outside')
})

test('an account of another province may do nothing, not even with units of that province', () => {
  for (const unit of ['H98', 'H98.01', 'H99'])
    for (const role of roles)
      for (const action of actions) expect(decide({ role, unit: 'H98' }, action, unit, scope).allowed).toBe(false)
})

test('a commune sees its own dossiers, and of others only the published scores', () => {
  for (const role of ['officer', 'leader'] as const) {
    const commune = { role, unit: 'H99.01.02' }
    const may = (action: Action, unit: string) => decide(commune, action, unit, scope).allowed
    for (const unit of ['H99.01.03', 'H99.01', 'H99', 'H99.02.01'])
      expect(actions.filter((action) => may(action, unit))).toEqual(['read-scores', 'read-published', 'export-scores'])
    expect(may('list-dossiers', 'H99.01.02')).toBe(true)
  }
})

const changing: ReadonlySet<Action> = new Set([
  'upload-published',
  'import-files',
  'append-observations',
  'manage-accounts',
  'manage-tokens',
] as const)

test('a leader and a viewer change nothing; a viewer sees nothing below scores; a source only appends', () => {
  const mayAny = (role: Role) => actions.filter((action) => decide({ role, unit: 'H99' }, action, 'H99', scope).allowed)
  expect(mayAny('leader').filter((action) => changing.has(action))).toEqual([])
  expect(mayAny('viewer')).toEqual(['read-scores', 'read-published', 'export-scores'])
  expect(mayAny('source')).toEqual(['append-observations'])
  expect(mayAny('admin')).toEqual(actions.filter((action) => action !== 'append-observations'))
})

test('an export reaches exactly as far as reading what it exports, and is recorded', () => {
  const pairs = [
    ['export-scores', 'read-scores'],
    ['export-explanations', 'read-explanations'],
    ['export-dossiers', 'list-dossiers'],
    ['export-findings', 'read-findings'],
  ] as const
  expect(pairs.map(([name]) => name)).toEqual(actions.filter((action) => action.startsWith('export-')))
  for (const [exporting, reading] of pairs) {
    expect(rights[exporting].reach).toEqual(rights[reading].reach)
    expect(rights[exporting].recorded).toBe(true)
  }
})

test('property: allowed exactly when the table says so for that relation', () => {
  const unit = fc.constantFrom(...known, 'H98', 'H98.01', '')
  fc.assert(
    fc.property(fc.constantFrom(...roles), unit, fc.constantFrom(...actions), unit, (role, own, action, asked) => {
      const { relations } = reaches[rights[action].reach[role]]
      const relation = relationOf(asked, own, scope)
      const decision = decide({ role, unit: own }, action, asked, scope)
      expect(decision.allowed).toBe(relations.includes(relation))
    }),
    { numRuns: 2000 },
  )
})

test('property: a right within the scope never comes from a unit outside it', () => {
  const unit = fc.constantFrom(...known)
  fc.assert(
    fc.property(fc.constantFrom(...roles), unit, fc.constantFrom(...actions), unit, (role, own, action, asked) => {
      fc.pre(rights[action].reach[role] !== 'province')
      return !decide({ role, unit: own }, action, asked, scope).allowed || scope.isWithin(asked, own)
    }),
  )
  expect(Object.values(reaches).filter(({ relations }) => relations.includes('outside'))).toEqual([])
})

test('a refusal says who, what and why in both languages', () => {
  const subject = { role: 'officer', unit: 'H99.01' } as const
  const text = (action: Action, unit: string, language: 'vi' | 'en') => {
    const decision = decide(subject, action, unit, scope)
    return decision.allowed ? '' : failureText(refusalOf(decision, subject, action), language)
  }
  expect(text('list-dossiers', 'H99.02', 'vi')).toContain('xem danh sách hồ sơ')
  expect(text('list-dossiers', 'H99.02', 'en')).toContain('another unit of the province')
  expect(text('manage-accounts', 'H99.01', 'en')).toContain('unit officer')
})
