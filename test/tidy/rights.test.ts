import { describe, expect, test } from 'vitest'
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
})
