import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { chiso, chisoJson, file, folder, root } from './chiso.ts'

const sample = join(root, 'samples/bao-cao-thang-11-2023.txt')

describe('chiso published', () => {
  test('read --json: title, period, letter, rows', () => {
    const table = chisoJson(['published', 'read', sample])
    expect(table).toMatchObject({ period: '2023-11', letter: { number: '/VP-NC', date: '2023-12-04' } })
    expect(table).toHaveProperty('rows.1', {
      no: '1.1',
      id: 'announced-on-time',
      kind: 'indicator',
      name: 'Tỷ lệ thủ tục hành chính công bố đúng hạn',
      max: 6,
      local: {
        kind: 'rate',
        value: 49.22,
      },
      national: {
        kind: 'rate',
        value: 50.36,
      },
      verdict: {
        text: 'Đạt (từ 90% trở lên)',
        met: true,
        threshold: 90,
        inclusive: true,
      },
    })
  })

  test('read for people', () => {
    expect(chiso(['published', 'read', sample]).out).toMatch(/│ 5\.4 +│[\s\S]*86\/90 đơn vị/)
  })

  test('audit --json: code, severity, row, message, printed, expected', () => {
    const { findings } = chisoJson(['published', 'audit', sample]) as { findings: unknown[] }
    expect(findings).toHaveLength(16)
    expect(findings[0]).toEqual({
      code: 'verdict-contradicts-threshold',
      severity: 'error',
      row: '1.1',
      message: 'Mức độ ghi “Đạt (từ 90% trở lên)” nhưng 49,22% không đạt ngưỡng từ 90%.',
      printed: 'Đạt (từ 90% trở lên)',
      expected: 'Chưa đạt',
    })
  })

  test('audit in English', () => {
    expect(chiso(['--lang', 'en', 'published', 'audit', sample]).out).toContain('Rows 3.1.1, 3.1.2 add to 80,84%')
  })

  test('write: the Word file reads back as the same rows, with and without the annex; the same bytes each time', () => {
    const to = folder()
    const [plain, annexed, again] = ['a.docx', 'b.docx', 'c.docx'].map((name) => join(to, name))
    if (!plain || !annexed || !again) throw new Error('three names')
    expect(chiso(['published', 'write', sample, '--to', plain]).out).toContain('Đã ghi')
    chisoJson(['published', 'write', sample, '--to', annexed, '--annex'])
    chisoJson(['published', 'write', sample, '--to', again, '--annex'])
    const rows = (path: string) => (chisoJson(['published', 'read', path]) as { rows: unknown }).rows
    expect(rows(plain)).toEqual(rows(sample))
    expect(rows(annexed)).toEqual(rows(sample))
    expect(readFileSync(again).equals(readFileSync(annexed))).toBe(true)
  })

  test('write from the JSON of read', () => {
    const to = join(folder(), 'a.docx')
    const json = file('report.json', chiso(['published', 'read', sample, '--json']).out)
    chisoJson(['published', 'write', json, '--to', to])
    expect(chisoJson(['published', 'audit', to])).toEqual(chisoJson(['published', 'audit', sample]))
  })

  test('a table of units is not a monthly table to write', () => {
    const portal = file(
      'p.json',
      JSON.stringify([
        { TEN: 'A', MA_COQUAN: 'H01', CKMB: 1, TDGQ: 2, CLGQ: 3, TTTT: 4, MDHL: 5, MDSH: 6, TONG_SCORE: 21 },
      ]),
    )
    const ran = chiso(['published', 'write', portal, '--to', join(folder(), 'x.docx')])
    expect([ran.code, ran.err.split(':')[0]]).toEqual([3, 'portal-answer-written'])
  })

  test('a folder that cannot be written is said, and nothing is left behind', () => {
    const blocked = file('not-a-folder', 'x')
    const ran = chiso(['published', 'write', sample, '--to', join(blocked, 'x.docx')])
    expect([ran.code, ran.err.split(':')[0]]).toEqual([2, 'file-unwritable'])
  })
})

describe('chiso index-set', () => {
  test('list', () => {
    expect(chiso(['index-set', 'list']).out).toMatch(/vn-766\/2023[\s\S]*vn-766\/2026[\s\S]*vn-766\/note/)
  })

  test('check names the line, and warns of maxima that do not add', () => {
    const text = readFileSync(join(root, 'src/core/index-set/fixtures/made-up-province.yaml'), 'utf8')
    const wrong = chiso(['index-set', 'check', file('a.yaml', text.replace('max: 6', 'max: six'))])
    expect([wrong.code, wrong.err]).toEqual([3, expect.stringMatching(/^index-set-invalid: .*a\.yaml: dòng 21, cột 5/)])
    const loose = chiso(['index-set', 'check', file('b.yaml', text.replace('max: 6', 'max: 7'))])
    expect([loose.code, loose.out]).toEqual([0, expect.stringContaining('maxima-do-not-add')])
  })

  test('schema prints the schema that is kept', () => {
    expect(chiso(['index-set', 'schema']).out).toBe(readFileSync(join(root, 'index-sets/schema.json'), 'utf8'))
  })
})

describe('the command itself', () => {
  test('--help and a wrong call', () => {
    expect(chiso(['--help'])).toMatchObject({ code: 0, out: expect.stringContaining('published') })
    expect(chiso(['publish']).code).toBe(2)
    expect(chiso(['published', 'write', sample]).code).toBe(2)
  })
})
