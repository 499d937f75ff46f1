import { describe, expect, test } from 'vitest'
import { measureNamed } from '../../core/measure/catalogue.ts'
import { and, flag, happened, not, or, type Predicate, standing } from '../../core/measure/predicate.ts'
import { spanOf } from '../../core/measure/span.ts'
import { seqOf } from '../../core/observation/observation.ts'
import { endOf, groups, ranOverAs } from '../fixtures/dossier.ts'
import { openColumnar } from './columnar.ts'
import { layoutOf } from './layout.ts'
import { countLoop, type Group, selectLoop } from './loop.ts'
import { possibly } from './guard.ts'

/** What is printed; that it counts right, the contract says. */

const layout = layoutOf('dossier', 'alone', { rows: 8, blockRows: 4 }, false)
const over = { rows: 'range', masked: false, oneProcedure: false } as const
const ground = { layout, standing: 'always', over } as const
const where = (id: string): Predicate => measureNamed(id).where
const tally = (by: Group, ...ids: readonly string[]) => ({ counted: ids.map(where), by, marked: [] })

describe('a printed loop', () => {
  test('computes a shared condition once, and passes over rows that no measure can count', () => {
    const { text } = countLoop(tally('unit', 'dossiers-received', 'dossiers-with-fee'), ground)
    expect(text.split('\n').slice(2)).toEqual([
      'const pick = (s, task, from, to, picked) => {',
      'const { beforePeriod, moment, asOf, mask, only } = task',
      'const receivedOf = s.times.received',
      'let found = 0',
      'for (let k = from; k < to; k++) {',
      'const i = k',
      'const v0 = receivedOf[i]',
      'const v1 = moment - v0',
      'const v2 = beforePeriod - v0',
      'const v3 = ~v1 & v2',
      'room[found] = i',
      'found += ((v3) >>> 31)',
      '}',
      'return found',
      '}',
      'const count = (s, task, found, out, total) => {',
      'const { beforePeriod, moment, asOf, somes, bits } = task',
      'const { lines, columns, lineWords, sieve, sieveWords } = task.pairs',
      'const unitOf = s.unit',
      'const receivedOf = s.times.received',
      'const flagsOf = s.flags',
      'for (let k = 0; k < found; k++) {',
      'const i = room[k]',
      'const at = unitOf[i] * 2',
      'const v0 = receivedOf[i]',
      'const v1 = moment - v0',
      'const v2 = beforePeriod - v0',
      'const v3 = ~v1 & v2',
      'out[at + 0] += (v3) >>> 31',
      'const v4 = flagsOf[i]',
      'const v5 = v4 << 24',
      'const v6 = v3 & v5',
      'out[at + 1] += (v6) >>> 31',
      '}',
      'return total',
      '}',
      'const run = (s, task, from, to, picked, out) => {',
      'let total = 0',
      'for (let first = from; first < to; first += 1024) {',
      'const found = pick(s, task, first, Math.min(first + 1024, to), picked)',
      'if (found === 0) continue',
      'total = count(s, task, found, out, total)',
      '}',
      'return total',
      '}',
      'return { possible, run }',
    ])
  })

  test('passes over blocks by their zones', () => {
    const [possible] = countLoop(tally('none', 'dossiers-received'), ground).text.split('\n')
    expect(possible).toBe(
      'const possible = (zones, at, beforePeriod, moment, asOf) => ((zones[at + 0] <= moment && zones[at + 1] > beforePeriod))',
    )
    const late = not(or(happened<'dossier'>('lateFrom', 'moment'), flag<'dossier'>('online')))
    expect(possibly(late, layout, 'always')).toBe('(zones[at + 5] > moment && (zones[at + 11] & 1) === 0)')
    expect(possibly(not(and(late, standing)), layout, 'at-no-moment')).toBe(
      '((zones[at + 4] <= moment || (zones[at + 10] & 1) !== 0) || true)',
    )
  })

  test('asks for rows of some units, picked or masked, and of one procedure', () => {
    const lines = (more: object) => selectLoop(where('dossiers-open'), { ...ground, over: { ...over, ...more } }).text
    expect(lines({ rows: 'picked' })).toContain('const i = picked[k]')
    expect(lines({ masked: true })).toContain(' & mask[unitOf[i]]')
    expect(lines({ oneProcedure: true })).toContain(' & (procedureOf[i] === only ? 1 : 0)')
  })

  test('where nothing stands nothing is counted', () => {
    const { text } = countLoop(tally('none', 'dossiers-open'), { ...ground, standing: 'at-no-moment' })
    expect(text).toContain('out[at + 0] += (0) >>> 31')
  })

  test('among others a fact says when it stands', () => {
    const among = layoutOf('dossier', 'among', { rows: 8, blockRows: 4 }, false)
    const { text } = selectLoop(where('dossiers-open'), { layout: among, standing: 'by-columns', over })
    expect(text).toContain('const fromOf = s.times.from')
    expect(text).toMatch(/~\(moment - v\d+\) & \(moment - v\d+\)/)
  })

  test('facts beside a row are looked up after everything cheap', () => {
    const { text, somes } = countLoop(tally('unit', 'services-with-online-dossier'), {
      ...ground,
      layout: layoutOf('service', 'alone', { rows: 8, blockRows: 4 }, false),
    })
    expect(somes.map(({ table }) => table)).toEqual(['dossier'])
    expect(text).toContain('somes[0](')
    const [some] = somes
    const marked = [some?.of ?? and()]
    const { text: marking } = countLoop({ ...tally('unit', 'dossiers-received'), marked }, ground)
    expect(marking).toMatch(/bits\[word \+ 0\] \|= bit & \(\(v\d+\) >> 31\)/)
    expect(marking).toMatch(/total = count\(.*\n.*total = mark\(/)
  })

  test('a column of another table is refused', () => {
    expect(() => selectLoop(happened<'procedure'>('published', 'as-of'), ground)).toThrow('no time published')
    expect(() => selectLoop(flag<'service'>('isOnline'), ground)).toThrow('no flag isOnline')
  })

  test('goes over more rows than it picks at a time', async () => {
    const engine = openColumnar({ workers: 0 })
    const changes = Array.from({ length: 3000 }, (_, place) => ranOverAs(`H15.01-261020-${place}`))
    await engine.apply({ from: seqOf(0), to: seqOf(1), changes })
    const asked = { span: spanOf('2026-11', endOf('2026-12-31')), groups, within: null }
    expect(await engine.count({ ...asked, measures: ['dossiers-received', 'dossiers-overdue'], by: 'total' })).toEqual([
      { of: '', counts: [0, 3000] },
    ])
    const page = { procedure: null, order: 'key', offset: 2999, limit: 10, without: null } as const
    const { total, facts } = await engine.list({ ...asked, ...page, measure: 'dossiers-overdue' })
    expect([total, ...facts.map(({ key }) => key)]).toEqual([3000, 'H15.01-261020-999'])
    await engine.close()
  })
})
