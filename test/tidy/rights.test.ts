import { describe, expect, test } from 'vitest'
import { oidcShape } from '../../src/access/oidc.ts'
import { reaches, rights } from '../../src/core/rights/rights.ts'
import { roleNames, roles } from '../../src/core/rights/role.ts'
import { listedRows, tableRows } from './markdown.ts'
import { some, textOf } from './tree.ts'

describe('docs/quyen.md', () => {
  const page = textOf('docs/quyen.md')
  const rows = some(listedRows(page), 'rows in docs/quyen.md')

  test('names every role, in both languages', () => {
    const listed = rows.filter((row) => row.length === 4).map(([code, vi, en]) => [code, vi, en])
    expect(listed).toEqual(roles.map((role) => [role, roleNames[role].vi, roleNames[role].en]))
  })

  test('is the table of rights: every action, how far each role may go, and whether it is recorded', () => {
    const expected = Object.entries(rights).map(([action, { vi, en, reach, recorded }]) => [
      action,
      vi,
      en,
      ...roles.map((role) => (reach[role] === 'never' ? '–' : reaches[reach[role]].vi)),
      recorded ? 'có' : '–',
    ])
    expect(rows.filter((row) => row.length > 4)).toEqual(expected)
  })

  test('heads the columns with the roles, in order', () => {
    const head = tableRows(page).find(([first]) => first === 'quyền') ?? []
    expect(head.slice(3, -1)).toEqual(roles.map((role) => roleNames[role].vi))
  })

  test('its settings are settings, and it names every one', () => {
    const [, example = ''] = /^```json\n([\s\S]*?)^```$/m.exec(page) ?? []
    const shape: unknown = JSON.parse(example)
    expect(shape).toMatchObject({ sessions: { idleMinutes: 30, hours: 12 } })
    const oidc = typeof shape === 'object' && shape !== null && 'oidc' in shape ? shape.oidc : null
    expect(Object.keys(oidcShape.parse(oidc)).toSorted()).toEqual(Object.keys(oidcShape.shape).toSorted())
  })
})
