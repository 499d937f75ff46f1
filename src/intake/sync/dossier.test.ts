import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dossier } from '../../core/dossier/dossier.ts'
import { canonicalJson } from '../../core/observation/canonical.ts'
import { BadField } from '../bad-field.ts'
import { contextOf, hoSo } from '../fixtures/files.ts'
import { isFields } from '../field.ts'
import { dossierOf, observeDossier } from './dossier.ts'

const { hash, now } = contextOf()
const odd = fc.oneof(
  fc.constantFrom(
    '',
    '0',
    '1',
    '9',
    ' 2 ',
    'true',
    0,
    1,
    -0,
    1.5,
    -1,
    2 ** 53,
    '15000.00',
    '20261008080000',
    '31/04/2026',
  ),
  fc.constantFrom(
    '19000101',
    '22000101000000',
    'H99.01',
    '000.00.01.H99',
    'x'.repeat(101),
    'Sở Mẫu',
    null,
    true,
    {},
    [],
  ),
  fc.jsonValue({ maxDepth: 2 }),
)
/** The dossier with some of its values, also those within its lists, replaced by odd ones. */
const rows = fc
  .func(fc.oneof({ weight: 20, arbitrary: fc.constant(undefined) }, odd))
  .map((replaced) => changed(hoSo, replaced, ''))

function changed(value: unknown, replaced: (path: string) => unknown, path: string): unknown {
  const other = path === '' ? undefined : replaced(path)
  if (other !== undefined) return other
  if (Array.isArray(value)) return value.map((item, index) => changed(item, replaced, `${path}.${index}`))
  if (!isFields(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, changed(item, replaced, `${path}.${key}`)]),
  )
}

test('whatever a row holds, core accepts the dossier that is read from it, or the row is bad', () => {
  let read = 0
  fc.assert(
    fc.property(rows, (row) => {
      if (!isFields(row)) throw new Error('an object')
      try {
        const body = dossierOf(row, {
          hash,
          unitNamed: (name) => (name === 'Sở Mẫu' ? 'H99.09' : undefined),
          sender: null,
        })
        read++
        expect(dossier.parse(body)).toEqual(body)
        expect(observeDossier('mot-cua', body, now, '').text).toBe(canonicalJson(body))
      } catch (error) {
        expect(error).toBeInstanceOf(BadField)
      }
    }),
    { numRuns: 2_000 },
  )
  expect(read).toBeGreaterThan(200)
})
