import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { failureText } from '../failure.ts'
import { loadIndexSet } from './load.ts'
import { indexSetJsonSchema } from './schema.ts'

const madeUp = readFileSync(new URL('fixtures/made-up-province.yaml', import.meta.url), 'utf8')
const root = new URL('../../../index-sets/', import.meta.url)

function load(text: string) {
  return loadIndexSet(text, 'bo-chi-so.yaml')
}

/** The line of the made-up set in which a text first stands. */
function lineOf(text: string): number {
  return madeUp.slice(0, madeUp.indexOf(text)).split('\n').length
}

function problems(text: string): string[] {
  const loaded = load(text)
  return loaded.ok ? [] : loaded.failures.map((item) => failureText(item, 'en'))
}

function warnings(text: string): string[] {
  const loaded = load(text)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.failures))
  return loaded.value.warnings.map(({ place, en }) => `${place.line}: ${en}`)
}

describe('a made-up set of a province', () => {
  test('loads without any code of its own', () => {
    const loaded = load(madeUp)
    expect(loaded.ok && loaded.value.warnings).toEqual([])
    expect(loaded.ok && [...loaded.value.indexSet.indicators.keys()]).toEqual([
      'on-time',
      'within-a-day',
      'petitions-on-time',
      'mobile-service-days',
      'leader-meetings',
      'visits',
    ])
  })

  test('one value for all levels, or a default with exceptions', () => {
    const loaded = load(madeUp)
    const onTime = loaded.ok ? loaded.value.indexSet.indicators.get('on-time') : undefined
    if (onTime?.kind !== 'scored') throw new Error('on-time is scored')
    expect(onTime.target('province').toString()).toBe('0.9')
    expect(onTime.target('commune').toString()).toBe('0.95')
    expect(onTime.whenEmpty('commune')).toBe('redistribute')
  })
})

describe('what is wrong is said with file, line and column', () => {
  test('a key that no one knows', () => {
    expect(problems(madeUp.replace('target: 50', 'taget: 50'))).toContainEqual(
      expect.stringMatching(`^bo-chi-so\\.yaml: line ${lineOf('target: 50')}, column 9: .*taget`),
    )
  })

  test('a value of the wrong kind', () => {
    expect(problems(madeUp.replace('target: 50', 'target: half'))).toEqual([
      expect.stringMatching(
        `^bo-chi-so\\.yaml: line ${lineOf('target: 50')}, column 9: .*groups\\.0\\.indicators\\.1\\.target`,
      ),
    ])
  })

  test('a scored indicator without a target', () => {
    expect(problems(madeUp.replace('        target: 50\n', ''))).toEqual([
      expect.stringMatching(
        `^bo-chi-so\\.yaml: line ${lineOf('id: within-a-day')}, column \\d+: .*within-a-day\\.target`,
      ),
    ])
  })

  test('an id that stands twice', () => {
    expect(problems(madeUp.replace('id: within-a-day', 'id: on-time'))).toEqual([
      expect.stringMatching(`^bo-chi-so\\.yaml: line ${lineOf('id: within-a-day')}, column \\d+: .*"on-time" twice`),
    ])
  })

  test('a factor that is no indicator', () => {
    expect(problems(madeUp.replace('multiplyBy: leader-meetings', 'multiplyBy: nothing'))).toEqual([
      expect.stringMatching(`line ${lineOf('multiplyBy:')}, .*no indicator "nothing"`),
    ])
  })

  test('bands that do not go down to 0', () => {
    expect(problems(madeUp.replace('from: 0,', 'from: 1,'))).toEqual([
      expect.stringMatching(`line ${lineOf('bands:')}, .*bands`),
    ])
  })

  test('YAML that cannot be parsed, and files that are no set at all', () => {
    expect(problems(madeUp.replace('total: 10', 'total: [10'))).toContainEqual(
      expect.stringMatching(/line 1\d, column/),
    )
    expect(problems('just a line')).toHaveLength(1)
    expect(problems('')).toHaveLength(1)
    expect(problems('a: &a [*a]').length).toBeGreaterThan(0)
  })
})

describe('maxima that do not add warn, they do not refuse', () => {
  test('in a group', () => {
    expect(warnings(madeUp.replace('max: 6', 'max: 7').replace('total: 10', 'total: 11'))).toEqual([
      `${lineOf('max: 6')}: Group NHANH: the maxima listed add to 6, the file says 7.`,
    ])
  })

  test('in the whole set', () => {
    expect(warnings(madeUp.replace('total: 10', 'total: 12'))).toEqual([
      `${lineOf('total: 10')}: The whole set: the maxima listed add to 10, the file says 12.`,
    ])
  })
})

describe.each(['2023', '2026', 'note'])('index-sets/vn-766/%s.yaml', (version) => {
  const text = readFileSync(new URL(`vn-766/${version}.yaml`, root), 'utf8')

  test('loads without a warning and points editors to the schema', () => {
    const loaded = load(text)
    expect(loaded.ok && loaded.value.warnings).toEqual([])
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../schema.json')
  })

  test('is the same set after a YAML round trip', () => {
    const again = load(stringify(parse(text)))
    const first = load(text)
    if (!again.ok || !first.ok) throw new Error('both load')
    expect(plain(again.value.indexSet)).toEqual(plain(first.value.indexSet))
  })
})

/** Exact numbers as text, so that bigints compare. */
function plain(value: object): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item))
}

test('index-sets/schema.json is the schema of the code (npm run schema writes it)', () => {
  expect(readFileSync(new URL('schema.json', root), 'utf8')).toBe(indexSetJsonSchema())
})
