import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { communesOf, provincesOf } from './code-lists.ts'

const text = (name: string) => readFileSync(new URL(`../../../code-lists/${name}`, import.meta.url), 'utf8')
const provinces = provincesOf(text('provinces.tsv'))
const communes = communesOf(text('communes.tsv'), text('former-communes.tsv'))

test('34 provinces, each once, with both codes', () => {
  expect(provinces).toHaveLength(34)
  expect(new Set(provinces.map(({ code }) => code)).size).toBe(34)
  expect(new Set(provinces.map(({ statistics }) => statistics)).size).toBe(34)
  expect(provinces.filter(({ name }) => name.startsWith('Thành phố '))).toHaveLength(6)
  expect(provinces).toContainEqual({ code: 'H15', statistics: '66', name: 'Tỉnh Đắk Lắk' })
})

test('3 321 communes of those provinces: 2 621 xã, 687 phường, 13 đặc khu', () => {
  expect(communes).toHaveLength(3321)
  expect(new Set(communes.map(({ code }) => code)).size).toBe(3321)
  const count = (kind: string) => communes.filter(({ name }) => name.startsWith(`${kind} `)).length
  expect([count('Xã'), count('Phường'), count('Đặc khu')]).toEqual([2621, 687, 13])
  const known = new Set(provinces.map(({ code }) => code))
  expect(communes.filter(({ province }) => !known.has(province))).toEqual([])
})

test('predecessors are whole', () => {
  const all = communes.flatMap(({ predecessors }) => predecessors)
  expect(all.length).toBeGreaterThan(10_000)
  expect(all.filter(({ name, district, province }) => name === '' || district === '' || province === '')).toEqual([])
  const baDinh = communes.find(({ name, province }) => name === 'Phường Ba Đình' && province === 'H26')
  expect(baDinh?.predecessors.map(({ name }) => name)).toContain('Phường Trúc Bạch')
})
