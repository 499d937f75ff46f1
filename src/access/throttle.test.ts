import { expect, test } from 'vitest'
import { stoppedClock } from '../../test/sign-on/scratch.ts'
import { limits } from '../core/limits.ts'
import { Throttle } from './throttle.ts'

const second = 1000

function guess(throttle: Throttle, login = 'lan', address: string | null = null): number {
  const attempt = throttle.begin(login, address)
  return 'seconds' in attempt ? attempt.seconds : 0
}

test('five failures are free; then each doubles the wait, up to a quarter of an hour', () => {
  const clock = stoppedClock()
  const throttle = new Throttle(clock)
  for (let i = 0; i < 5; i++) expect(guess(throttle)).toBe(0)
  const waits = Array.from({ length: 14 }, () => {
    const wait = guess(throttle)
    clock.forward(wait * second - 1)
    expect(guess(throttle)).toBe(1) // a millisecond early is early, and does not count
    clock.forward(1)
    expect(guess(throttle)).toBe(0)
    return wait
  })
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900])
})

test('a success clears the name, not the address', () => {
  const clock = stoppedClock()
  const throttle = new Throttle(clock)
  for (let i = 0; i < 29; i++) guess(throttle, `name-${i}`, '10.0.0.7')
  const own = throttle.begin('own', '10.0.0.7')
  if ('seconds' in own) throw new Error('has to wait')
  own.succeeded()
  expect(guess(throttle, 'name-30', '10.0.0.7')).toBe(0) // the 30th failure
  expect(guess(throttle, 'name-31', '10.0.0.7')).toBe(1)
  expect(guess(throttle, 'name-31', '10.0.0.8')).toBe(0)
})

test('attempts at once are counted as they begin', () => {
  const throttle = new Throttle(stoppedClock())
  const all = Array.from({ length: 100 }, () => guess(throttle))
  expect(all.filter((wait) => wait === 0)).toHaveLength(5)
})

test('after a day without failures all is forgotten', () => {
  const clock = stoppedClock()
  const throttle = new Throttle(clock)
  for (let i = 0; i < 5; i++) guess(throttle)
  expect(guess(throttle)).toBe(1)
  clock.forward(24 * 3600 * second + 1)
  for (let i = 0; i < 5; i++) expect(guess(throttle)).toBe(0)
})

test('memory is bounded: the name that failed longest ago gives way', () => {
  const throttle = new Throttle(stoppedClock())
  const fill = (count: number) => Array.from({ length: count }, (_, i) => guess(throttle, `name-${i}`))
  for (let i = 0; i < 5; i++) guess(throttle)
  fill(limits.throttledKeys - 1)
  expect(guess(throttle)).toBe(1)
  guess(throttle, 'one more')
  expect(guess(throttle)).toBe(0)
})
