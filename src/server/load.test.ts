import { expect, test } from 'vitest'
import { Load } from './load.ts'
import { Refused } from './problem.ts'

const load = () => new Load({ requests: 2, inFlightBytes: 100 })

test('requests at once, at the limit and one above', () => {
  const made = load()
  made.enter()
  made.enter()
  expect(() => made.enter()).toThrow(Refused)
  made.leave()
  made.enter()
  expect(made.requests).toBe(2)
})

test('bytes in flight, at the limit and one above', () => {
  const made = load()
  made.hold(60)
  made.hold(40)
  expect(() => made.hold(1)).toThrow(Refused)
  made.free(40)
  made.hold(40)
})

test('one body has room however large', () => {
  const made = load()
  made.hold(1_000)
  expect(() => made.hold(1)).toThrow(Refused)
  made.free(1_000)
  made.hold(1)
})

test('stopping waits for what was begun and takes nothing new', async () => {
  const made = load()
  made.enter()
  const stopped = made.stop()
  expect(() => made.enter()).toThrow(Refused)
  made.leave()
  await stopped
  await load().stop()
})
