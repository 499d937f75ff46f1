import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { limits } from '../core/limits.ts'
import { Live, type Reader } from './live.ts'
import { Refused } from './problem.ts'

function live(most = 10, beat = 60_000): Live {
  const made = new Live(7, most, { gathering: 100, beat })
  onTestFinished(() => made.close())
  return made
}

const anyone: Reader = { since: null, isWelcome: () => true, sees: () => true, hears: () => true, cut: () => undefined }

/** Collects what a stream brings until it ends. */
function heard(stream: ReadableStream<Uint8Array>) {
  const all = { text: '', isOver: false }
  void (async () => {
    for await (const chunk of stream) all.text += Buffer.from(chunk).toString()
    all.isOver = true
  })()
  return all
}

const data = (text: string) => [...text.matchAll(/data: (.*)/g)].map(([, json = '']) => JSON.parse(json) as unknown)

test('changes within a tenth of a second are one event', async () => {
  const hub = live()
  const reader = heard(hub.stream(anyone))
  hub.notify(8, new Set(['H99.01']))
  hub.notify(9, new Set(['H99.01', 'H99.02']))
  await sleep(200)
  expect(data(reader.text)).toEqual([
    { seq: 7, units: [] },
    { seq: 9, units: ['H99.01', 'H99.02'] },
  ])
})

test('who comes back with an older number is told to look at everything', async () => {
  const hub = live()
  const behind = heard(hub.stream({ ...anyone, since: 3 }))
  const level = heard(hub.stream({ ...anyone, since: 7 }))
  await sleep(20)
  expect(data(behind.text)).toEqual([{ seq: 7, units: null }])
  expect(data(level.text)).toEqual([{ seq: 7, units: [] }])
})

test('a reader is told of its own units only', async () => {
  const hub = live()
  const reader = heard(hub.stream({ ...anyone, sees: (unit) => unit === 'H99.02' }))
  hub.notify(8, new Set(['H99.01', 'H99.02']))
  await sleep(200)
  expect(data(reader.text).at(-1)).toEqual({ seq: 8, units: ['H99.02'] })
})

test('how far a file has come is told to those who may, the last word of each file', async () => {
  const hub = live()
  const news = { id: 'so-1', scope: 'H99.01', state: 'reading', bytes: 1, size: 9, rows: 1 }
  const reader = heard(hub.stream(anyone))
  const other = heard(hub.stream({ ...anyone, hears: (scope) => scope === 'H99.02' }))
  for (const rows of [1, 2, 3]) hub.tell({ ...news, rows })
  hub.tell({ ...news, id: 'so-2' })
  await sleep(200)
  expect(data(reader.text).slice(1)).toEqual([
    { id: 'so-1', state: 'reading', bytes: 1, size: 9, rows: 3 },
    { id: 'so-2', state: 'reading', bytes: 1, size: 9, rows: 1 },
  ])
  expect(reader.text).toContain('event: import')
  expect(data(other.text)).toHaveLength(1)
})

test('units in one event, at the limit and one above', async () => {
  const hub = live()
  const reader = heard(hub.stream(anyone))
  const units = Array.from({ length: limits.liveUnits + 1 }, (_, index) => `H${index}`)
  hub.notify(8, new Set(units.slice(1)))
  await sleep(200)
  hub.notify(9, new Set(units))
  await sleep(200)
  const [, full, above] = data(reader.text) as { units: string[] | null }[]
  expect(full?.units).toHaveLength(limits.liveUnits)
  expect(above?.units).toBeNull()
})

test('streams at once, at the limit and one above', () => {
  const hub = live(2)
  hub.stream(anyone)
  hub.stream(anyone)
  expect(() => hub.stream(anyone)).toThrow(Refused)
})

test('a reader that takes nothing is dropped when its share is full, the others go on', async () => {
  const hub = live()
  let cuts = 0
  const asleep = hub.stream({ ...anyone, cut: () => cuts++ })
  const awake = heard(hub.stream(anyone))
  const units = new Set(Array.from({ length: limits.liveUnits }, (_, index) => `H99.${index}.${'x'.repeat(40)}`))
  for (let seq = 8; hub.readers === 2 && seq < 20; seq++) {
    hub.notify(seq, units)
    await sleep(120)
  }
  expect(hub.readers).toBe(1)
  expect(cuts).toBe(1)
  expect(awake.isOver).toBe(false)
  await asleep.cancel()
})

test('a stream ends when its session does, and when nobody listens any more', async () => {
  const hub = live(10, 30)
  let isWelcome = true
  const reader = heard(hub.stream({ ...anyone, isWelcome: () => isWelcome }))
  const gone = hub.stream(anyone)
  await sleep(80)
  expect(reader.text).toContain(': nhịp')
  await gone.cancel()
  isWelcome = false
  await sleep(80)
  expect(reader.isOver).toBe(true)
  expect(hub.readers).toBe(0)
})
