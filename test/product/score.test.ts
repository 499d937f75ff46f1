import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { indicators2026 } from '../golden/figures.ts'
import { chiso, chisoJson, file, root } from './chiso.ts'

const [dongThap] = indicators2026
if (!dongThap) throw new Error('figures are there')
const question = { unit: 'Đồng Tháp', level: 'province', period: '2026', counts: dongThap.counts }

function counts(change: object = {}): string {
  return file('counts.json', JSON.stringify({ ...question, ...change }))
}

describe('chiso score', () => {
  test('--json has the shape that was promised', () => {
    const card = chisoJson(['score', counts()])
    expect(card).toMatchObject({
      indexSet: 'vn-766/2026',
      unit: 'Đồng Tháp',
      level: 'province',
      period: '2026',
      total: null,
      band: null,
      missing: ['offered-online', 'services-used-online', 'filed-online', 'payment-used'],
    })
    expect(card).toHaveProperty('groups.0', expect.objectContaining({ code: 'CKMB', max: 18, points: 11.46 }))
    expect(card).toHaveProperty('groups.0.indicators.1', {
      id: 'published-on-time',
      part: 45,
      whole: 52,
      ratio: 0.86538462,
      points: 3.46,
      max: 4,
      lost: 0.54,
      verdict: {
        text: 'Chưa đạt',
        met: false,
        threshold: 90,
        inclusive: true,
      },
      policy: null,
    })
  })

  test('a whole set of counts has a total and a band', () => {
    const all = {
      'offered-online': [52, 89],
      'services-used-online': [516, 1884],
      'filed-online': [589496, 597894],
      'payment-used': [95, 330],
    }
    expect(chisoJson(['score', counts({ counts: { ...dongThap.counts, ...all } })])).toMatchObject({
      total: 68.84,
      band: 'Trung bình',
      missing: [],
    })
  })

  test('for people: a table in either language', () => {
    expect(chiso(['score', counts()]).out).toMatch(/Đồng Tháp · 2026 · vn-766\/2026[\s\S]*88,47%[\s\S]*17,69/)
    expect(chiso(['--lang', 'en', 'score', counts()]).out).toMatch(
      /Dossiers handled on time[\s\S]*88\.47%[\s\S]*17\.69/,
    )
  })

  test('another shipped set, and a set of your own from a file', () => {
    expect(chisoJson(['score', counts(), '--index-set', 'vn-766/2023'])).toMatchObject({ indexSet: 'vn-766/2023' })
    const own = join(root, 'src/core/index-set/fixtures/made-up-province.yaml')
    const mine = file(
      'c.json',
      JSON.stringify({
        unit: 'Mẫu',
        level: 'province',
        period: '2026',
        counts: { 'on-time': [9, 10], 'within-a-day': [1, 2] },
      }),
    )
    expect(chisoJson(['score', mine, '--index-set', own])).toMatchObject({
      indexSet: 'tinh-mau/2026',
      groups: [{ code: 'NHANH', points: 6 }, { points: null }],
    })
  })

  test('the parent unit gives its points to a commune', () => {
    const inherited = { 'announced-on-time': 0, 'published-on-time': 3.46, 'content-complete': 2 }
    const commune = counts({ level: 'commune', counts: { 'dossiers-synced': [1, 1] }, inherited })
    expect(chisoJson(['score', commune])).toHaveProperty('groups.0.points', 11.46)
  })

  test.each([
    ['no such file', 'khong-co.json', 2, 'file-not-found'],
    ['not JSON', file2('{"unit":'), 3, 'json-invalid'],
    ['a count of one number', file2(JSON.stringify({ ...question, counts: { 'on-time': [1] } })), 3, 'count-invalid'],
    ['half a count', file2(JSON.stringify({ ...question, counts: { 'on-time': [1, null] } })), 3, 'count-invalid'],
    ['a negative count', file2(JSON.stringify({ ...question, counts: { 'on-time': [-1, 5] } })), 3, 'count-invalid'],
    [
      'a count that is no integer',
      file2(JSON.stringify({ ...question, counts: { 'on-time': [1.5, 5] } })),
      3,
      'count-invalid',
    ],
    [
      'a count too large to be exact',
      file2(JSON.stringify({ ...question, counts: { 'on-time': [1, 2 ** 53] } })),
      3,
      'count-invalid',
    ],
    [
      'an indicator that the set does not have',
      file2(JSON.stringify({ ...question, counts: { 'on-tine': [1, 2] } })),
      3,
      'indicator-unknown',
    ],
    ['a level that is none', file2(JSON.stringify({ ...question, level: 'town' })), 3, 'json-shape'],
    ['a period that is none', file2(JSON.stringify({ ...question, period: '2026-13' })), 3, 'json-shape'],
    ['JSON nested too deep', file2('['.repeat(100) + ']'.repeat(100)), 3, 'too-deep'],
  ])('%s is said plainly', (_, content, exit, code) => {
    const path = typeof content === 'string' ? content : file('x.json', content.text)
    const { out, err, code: status } = chiso(['score', path, '--json'])
    expect([status, err.split(':')[0]]).toEqual([exit, code])
    expect(JSON.parse(out)).toHaveProperty('failures.0.code', code)
  })

  test('a field that nothing is done with is said, and costs nothing', () => {
    const { code, out, err } = chiso(['score', counts({ inherit: {} }), '--json'])
    expect([code, JSON.parse(out)]).toEqual([0, expect.objectContaining({ unit: 'Đồng Tháp' })])
    expect(err).toContain('inherit')
  })

  test('a set of another time is said not to be in force', () => {
    const path = counts({ period: '2023-11' })
    expect(chisoJson(['score', path])).toHaveProperty('inForce', false)
    expect(chiso(['score', path]).err).toContain('vn-766/2026')
    expect(chisoJson(['score', counts()])).not.toHaveProperty('inForce')
  })

  test.each([
    [
      'a key given twice',
      '{"unit":"x","level":"province","period":"2026","counts":{"on-time":[1,2],"on-time":[2,2]}}',
      'json-duplicate',
    ],
    [
      'more digits than can be read',
      '{"unit":"x","level":"province","period":"2026","counts":{"on-time":[9007199254740990.4,9007199254740991]}}',
      'json-number',
    ],
    [
      'a part of nothing',
      '{"unit":"x","level":"province","period":"2026","counts":{"on-time":[5,0]}}',
      'count-invalid',
    ],
    [
      'more than the maximum inherited',
      '{"unit":"x","level":"commune","period":"2026","counts":{},"inherited":{"announced-on-time":7}}',
      'inherited-invalid',
    ],
  ])('%s is refused', (_, text, code) => {
    expect(chiso(['score', file('x.json', text)]).err.split(':')[0]).toBe(code)
  })

  test('an unknown index set names the known ones', () => {
    expect(chiso(['score', counts(), '--index-set', 'vn-766/2030']).err).toContain(
      'vn-766/2023, vn-766/2026, vn-766/note',
    )
  })
})

function file2(text: string): { readonly text: string } {
  return { text }
}
