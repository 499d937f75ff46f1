import { describe, expect, test } from 'vitest'
import { asPercent, toNumber } from '../../src/core/exact.ts'
import { failureCatalogue } from '../../src/core/failure.ts'
import type { IndexSet, Indicator } from '../../src/core/index-set/index-set.ts'
import { loadIndexSet } from '../../src/core/index-set/load.ts'
import { indexSetFile, policies } from '../../src/core/index-set/schema.ts'
import { measures } from '../../src/core/measure/catalogue.ts'
import { measureWords } from '../../src/core/measure/words.ts'
import { levelNames, levels } from '../../src/core/unit/level.ts'
import { listedCodes, listedRows, tableRows } from './markdown.ts'
import { limits } from './rules.ts'
import { projectFiles, some, textOf } from './tree.ts'

/** The list in the docs equals the list in the code, both ways: missing, extra, doubled and misquoted rows all fail. */

function currentIndexSet(): IndexSet {
  const path = 'index-sets/vn-766/2026.yaml'
  const loaded = loadIndexSet(textOf(path), path)
  if (!loaded.ok) throw new Error(`${path} does not load`)
  return loaded.value.indexSet
}

const indexSet = currentIndexSet()

describe('docs/failures.md', () => {
  const page = textOf('docs/failures.md')

  test('lists exactly the codes of the catalogue', () => {
    const codes = some(listedCodes(page), 'codes in docs/failures.md')
    expect(codes).toEqual(Object.keys(failureCatalogue))
  })

  test('quotes each in both languages, with exit code and status', () => {
    const rows = Object.entries(failureCatalogue).map(([code, { vi, en, exit, status }]) => [
      code,
      vi,
      en,
      String(exit),
      String(status),
    ])
    expect(listedRows(page)).toEqual(rows)
  })
})

describe('docs/measures.md', () => {
  const page = textOf('docs/measures.md')

  test('lists every measure with its words, its conditions and what it is over', () => {
    const rows = [...measures.values()].map((measure) => [
      measure.id,
      measure.words.vi,
      measure.words.en,
      measure.kind === 'counted' ? measureWords(measure).vi.replace(/^[^:]*: /, '') : '–',
      measure.kind === 'given' ? '–' : measure.over,
      measure.source || '–',
    ])
    expect(listedRows(page)).toEqual(some(rows, 'measures'))
  })
})

/** The row of an indicator that brings no points has dashes. */
function rowOf(indicator: Indicator): string[] {
  const scored = indicator.kind === 'scored'
  return [
    indicator.id,
    indicator.name.vi,
    indicator.name.en,
    scored ? String(toNumber(indicator.max)) : '–',
    scored ? `${toNumber(asPercent(indicator.target('province')))} %` : '–',
    `${indicator.numbers.note ?? '–'} / ${indicator.numbers['table-2023'] ?? '–'}`,
  ]
}

describe('docs/indicators.md', () => {
  const page = textOf('docs/indicators.md')

  test('lists exactly the indicators of version 2026', () => {
    expect(listedCodes(page)).toEqual(some([...indexSet.indicators.keys()], 'indicators'))
  })

  test('states names, maximum, target and numbers of each', () => {
    expect(listedRows(page)).toEqual([...indexSet.indicators.values()].map(rowOf))
  })

  test('heads each table with its group', () => {
    const headings = page.split('\n').filter((line) => line.startsWith('## '))
    const groups = indexSet.groups.map(({ code, name, max }) => `## ${code}: ${name.vi} / ${name.en}, ${toNumber(max)}`)
    expect(headings).toEqual(groups)
  })
})

describe('docs/thuat-ngu.md', () => {
  const page = textOf('docs/thuat-ngu.md')
  const inCode = tableRows(page).flatMap(([, , code = '']) =>
    [...code.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word),
  )

  test.each([
    ['policies', policies],
    ['levels', levels],
    ['groups', indexSet.groups.map((group) => group.code)],
    ['indicators', [...indexSet.indicators.keys()]],
  ])('explains all %s', (what, words) => {
    expect(some(words, what).filter((word) => !inCode.includes(word))).toEqual([])
  })

  test('claims no word that the code does not have', () => {
    const code = projectFiles()
      .filter((path) => /^(?:src|index-sets)\/.*\.(?:ts|yaml)$/.test(path))
      .map(textOf)
      .join('\n')
    const has = (word: string) => new RegExp(`(?<![\\w-])${word}(?![\\w])`).test(code)
    expect(some(inCode, 'words in code').filter((word) => !has(word))).toEqual([])
  })

  test('names levels and bands as the code and the index set do', () => {
    const vietnamese = new Set(tableRows(page).map(([vi]) => vi))
    const names = [...Object.values(levelNames), ...indexSet.bands.map((band) => band.name)].map(({ vi }) => vi)
    expect(some(names, 'names').filter((name) => !vietnamese.has(name))).toEqual([])
  })

  test('explains no word twice', () => {
    const words = some(
      tableRows(page).map(([vi = '']) => vi),
      'words',
    ).filter((word) => word !== 'Tiếng Việt')
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([])
  })
})

describe('docs/index-sets.md', () => {
  const page = textOf('docs/index-sets.md')
  const examples = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, yaml = '']) => yaml)

  test('its example is an index set without fault', () => {
    const loaded = some(examples, 'examples').map((yaml) => loadIndexSet(yaml, 'example.yaml'))
    expect(loaded.map((result) => (result.ok ? result.value.warnings : result.failures))).toEqual(loaded.map(() => []))
  })

  test('lists exactly the policies', () => {
    expect(some(listedCodes(page), 'policies')).toEqual([...policies])
  })

  test('explains every field of an indicator, and no other', () => {
    const schema = indexSetFile.shape.groups.element.shape.indicators.element.shape
    const fields = tableRows(page).flatMap(([first = '', , ...rest]) => (rest.length === 1 ? first.split(', ') : []))
    expect(fields.filter((field) => field !== 'field').toSorted()).toEqual(Object.keys(schema).toSorted())
  })
})

describe('docs/decisions', () => {
  const folder = 'docs/decisions/'
  const decisions = some(
    projectFiles()
      .filter((path) => path.startsWith(folder) && path.endsWith('.md') && path !== `${folder}README.md`)
      .map((path) => path.slice(folder.length)),
    'decisions',
  )

  test('the index lists every decision, in order', () => {
    const linked = [...textOf(`${folder}README.md`).matchAll(/\]\((\d{3}-[^)]+\.md)\)/g)].map(([, name]) => name)
    expect(linked).toEqual(decisions)
  })

  test('numbers run without a gap', () => {
    expect(decisions.map((name) => Number(name.slice(0, 3)))).toEqual(decisions.map((_, index) => index + 1))
  })

  test.each(decisions)('%s says what was asked, chosen, rejected, what it costs and when to look again', (name) => {
    const lines = textOf(folder + name).split('\n')
    const headings = lines.filter((line) => line.startsWith('## ')).map((line) => line.slice(3))
    expect(headings).toEqual(['Question', 'Choice', 'Rejected', 'Cost', 'When to revisit'])
    expect(lines.length - 1).toBeLessThanOrEqual(limits.decisionLines)
  })
})
