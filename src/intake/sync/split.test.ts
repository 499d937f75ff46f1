import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '../../core/limits.ts'
import { type Piece, Splitter } from './split.ts'

function split(bytes: Uint8Array, sizes: readonly number[], isLines = false) {
  const splitter = new Splitter(isLines)
  const pieces: Piece[] = []
  let at = 0
  for (let turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1
    pieces.push(...splitter.push(bytes.subarray(at, at + size)))
    at += size
  }
  const { pieces: last, isCut } = splitter.end()
  return { pieces: [...pieces, ...last], isCut }
}

function shown(piece: Piece): string {
  return 'broken' in piece ? `${piece.number}!${piece.broken}` : `${piece.number}:${piece.bytes.toString().trim()}`
}

const all = (text: string, isLines = false) => {
  const { pieces, isCut } = split(Buffer.from(text), [1_000_000], isLines)
  return [...pieces.map(shown), ...(isCut ? ['cut'] : [])]
}

describe('a file that is one document', () => {
  test.each([
    ['an envelope', '{"madonvi":"H1","data":[{"a":1},{"b":[2,{}]}],"x":{"data":[1]}}', ['1:{"a":1}', '2:{"b":[2,{}]}']],
    ['blanks', ' { "data" :\n [ {"a":1} ,\n {"b":2} ] } \n', ['1:{"a":1}', '2:{"b":2}']],
    ['a list', '[{"a":1},{"a":"]}\\""}]', ['1:{"a":1}', '2:{"a":"]}\\""}']],
    ['one dossier', '{"a":{"data":[1]}}', ['1:{"a":{"data":[1]}}']],
    ['a value called data', '{"x":"data","y":[1]}', ['1:{"x":"data","y":[1]}']],
    ['no rows', '{"data":[]}', []],
    ['two envelopes', '{"data":[1]}\n{"data":[{"a":2}]}', ['1:1', '2:{"a":2}']],
    ['elements that are no objects', '[1,"a,]",null]', ['1:1', '2:"a,]"', '3:null']],
    ['commas too many', '[,{"a":1},,]', ['1:{"a":1}']],
    ['cut in a row', '{"data":[{"a":1},{"a":', ['1:{"a":1}', 'cut']],
    ['cut in a string', '{"data":[{"a":1},{"a":"', ['1:{"a":1}', 'cut']],
    ['cut after a row', '{"data":[{"a":1},', ['1:{"a":1}', 'cut']],
    ['cut after the rows', '{"data":[{"a":1}]', ['1:{"a":1}', 'cut']],
    ['rubbish', 'abc', ['1:abc']],
  ])('%s', (_, text, pieces) => {
    expect(all(text)).toEqual(pieces)
  })
})

describe('a file of lines', () => {
  test.each([
    ['dossiers', '{"a":1}\n\n{"a":2}\n', ['1:{"a":1}', '3:{"a":2}']],
    ['without a last line end', '{"a":1}\r\n{"a":2}', ['1:{"a":1}', '2:{"a":2}']],
    ['envelopes', '{"data":[{"a":1},{"a":2}]}\n{"data":[{"a":3}]}', ['1:{"a":1}', '1:{"a":2}', '2:{"a":3}']],
    [
      'a broken line spoils only itself',
      '{"a":"\n{"a":{\n{"data":[{"a":1},{\n{"a":4}',
      ['1!json-invalid', '2!json-invalid', '3:{"a":1}', '3!json-invalid', '4:{"a":4}'],
    ],
    ['a backslash before the line end', '{"a":"\\\n{"a":2}\n', ['1!json-invalid', '2:{"a":2}']],
    ['the last line cut', '{"a":1}\n{"a":', ['1:{"a":1}', 'cut']],
  ])('%s', (_, text, pieces) => {
    expect(all(text, true)).toEqual(pieces)
  })
})

test('the envelope so far comes with each row', () => {
  const { pieces } = split(Buffer.from('{"madonvi":"H1","data":[1]}\n{"a":1}'), [3])
  expect(pieces.map(({ envelope }) => envelope?.toString())).toEqual(['{"madonvi":"H1","data":', undefined])
})

test('colons of a row are counted outside its strings', () => {
  const { pieces } = split(Buffer.from('[{"a":1,"b:":"c:d","e":{"f":1}},{"a":1}]'), [5])
  expect(pieces.map((piece) => ('colons' in piece ? piece.colons : null))).toEqual([4, 1])
})

describe('however the file is cut into chunks, the rows are the same', () => {
  const json = fc.json({ maxDepth: 4 })
  const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 })

  test('an envelope of any rows', () => {
    fc.assert(
      fc.property(fc.array(json, { maxLength: 8 }), sizes, fc.boolean(), (rows, chunks, isList) => {
        const text = isList ? `[${rows.join(' ,\n')}]` : `{"madonvi":"H1","data":[${rows.join(',')}],"x":[1]}`
        const { pieces, isCut } = split(Buffer.from(text), chunks)
        expect(isCut).toBe(false)
        expect(pieces.map(shown)).toEqual(rows.map((row, index) => `${index + 1}:${row.trim()}`))
      }),
    )
  })

  test('lines of any objects', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), json), { maxLength: 8 }), sizes, (objects, chunks) => {
        const rows = objects.map((object) => JSON.stringify({ row: object }))
        const { pieces } = split(Buffer.from(rows.join('\n')), chunks, true)
        expect(pieces.map(shown)).toEqual(rows.map((row, index) => `${index + 1}:${row}`))
      }),
    )
  })

  test('any bytes: no throw, and the same pieces as in one chunk', () => {
    const bytes = fc.array(fc.constantFrom(...Buffer.from('{}[]",:\\\n a"data":[')), { maxLength: 120 })
    fc.assert(
      fc.property(bytes, sizes, fc.boolean(), (codes, chunks, isLines) => {
        const whole = split(Buffer.from(codes), [1_000], isLines)
        const cut = split(Buffer.from(codes), chunks, isLines)
        expect(cut.pieces.map(shown)).toEqual(whole.pieces.map(shown))
        expect(cut.isCut).toBe(whole.isCut)
      }),
    )
  })
})

describe('limits', () => {
  const row = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`

  test.each([
    ['at', limits.intakeRowBytes, 100_000, '1:'],
    ['above', limits.intakeRowBytes + 1, 100_000, '1!row-too-large'],
    ['above, in one chunk', limits.intakeRowBytes + 1, 10_000_000, '1!row-too-large'],
  ])('a row %s the limit', (_, bytes, chunk, start) => {
    const { pieces } = split(Buffer.from(`[${row(bytes)},{"a":1}]`), [chunk])
    expect(pieces).toHaveLength(2)
    expect(pieces.map(shown)[0]?.startsWith(start)).toBe(true)
    expect(pieces.map(shown)[1]).toBe('2:{"a":1}')
  })

  test('a row at and above the depth', () => {
    const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    expect(all(`[${deep(limits.depth)}]`)).toEqual([`1:${deep(limits.depth)}`])
    expect(all(`[${deep(limits.depth + 1)},1]`)).toEqual(['1!too-deep', '2:1'])
  })
})
