import { describe, expect, test } from 'vitest'
import { qualityCatalogue } from '../../src/core/quality/catalogue.ts'
import { figures } from '../../src/intake/aggregate/mapping.ts'
import { reasonCatalogue } from '../../src/intake/reason.ts'
import { templates } from '../../src/intake/template/columns.ts'
import { columnNote } from '../../src/intake/template/write.ts'
import { listedRows, tableRows } from './markdown.ts'
import { some, textOf } from './tree.ts'

describe('docs/intake.md', () => {
  const page = textOf('docs/intake.md')

  test('lists exactly the reasons of quarantine, in both languages', () => {
    const rows = Object.entries(reasonCatalogue).map(([code, { vi, en }]) => [code, vi, en])
    expect(listedRows(page)).toEqual(some(rows, 'reasons'))
  })

  test('lists exactly the templates, each with all its columns', () => {
    const sections = page.split('\n### `').slice(1)
    expect(sections.map((section) => section.slice(0, section.indexOf('\n')))).toEqual(
      some(
        templates.map(({ name, kind }) => `${name}\` (${kind})`),
        'templates',
      ),
    )
    for (const [index, { columns }] of templates.entries()) {
      const [section = ''] = (sections[index] ?? '').split('\n## ')
      const rows = columns.map((column) => [column.header, columnNote(column), column.example])
      expect(tableRows(section).slice(1)).toEqual(rows)
    }
  })

  test('names all figures of the forms', () => {
    const rows = tableRows(page).filter(([form]) => form === 'igate' || form?.startsWith('06a'))
    expect(rows.map(([, names]) => names)).toEqual([figures.igate.join(', '), figures.form.join(', ')])
  })
})

describe('docs/quality.md', () => {
  test('lists exactly the findings of the catalogue, in both languages', () => {
    const rows = Object.entries(qualityCatalogue).map(([code, { severity, vi, en }]) => [code, severity, vi, en])
    expect(listedRows(textOf('docs/quality.md'))).toEqual(some(rows, 'findings'))
  })
})
