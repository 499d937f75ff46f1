import { expect, test } from 'vitest'
import { en } from './en.ts'
import { vi } from './vi.ts'

function keysOf(words: object, before = ''): readonly (readonly [string, string])[] {
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? keysOf(value, `${before}${key}.`)
      : [[before + key, String(value)] as const],
  )
}

const holes = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([hole]) => hole).toSorted((a, b) => a.localeCompare(b))

test('both languages have the same keys, with the same parameters, and none is empty', () => {
  const [vietnamese, english] = [keysOf(vi), keysOf(en)]
  expect(vietnamese.length).toBeGreaterThan(100)
  expect(english.map(([key]) => key)).toEqual(vietnamese.map(([key]) => key))
  for (const [at, [key, text]] of vietnamese.entries()) {
    const other = english[at]?.[1] ?? ''
    expect([key, text.trim() !== '', other.trim() !== '']).toEqual([key, true, true])
    expect([key, holes(other)]).toEqual([key, holes(text)])
  }
})
