import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { limits } from '../core/limits.ts'
import { newCounting } from '../office/counting/counting.ts'
import { hoSo } from '../intake/fixtures/files.ts'
import { testServer } from './fixtures/server.ts'
import { Numbers } from './numbers.ts'

/** A clock of its own, so that answers grow old when the test says so. */
function numbers() {
  const server = testServer()
  let now = 0
  const renewed: number[] = []
  const made = new Numbers(
    newCounting(server.parts.installation, { workers: 0 }),
    () => now,
    () => void renewed.push(now),
  )
  onTestFinished(() => made.close())
  let asked = 0
  const ask = () => made.ask('điểm', () => Promise.resolve(++asked))
  let sent = 0
  const grow = async () => {
    await server.post(JSON.stringify({ ...hoSo, MaHoSo: `H99.01-261008-${100 + sent++}` }))
    await made.follow()
  }
  return { made, ask, grow, renewed, forward: (by: number) => (now += by) }
}

test('one answer for everybody, for as long as the ledger does not grow', async () => {
  const { ask, forward } = numbers()
  expect([await ask(), await ask()]).toEqual([1, 1])
  forward(1_000_000)
  expect(await ask()).toBe(1)
})

test('while it grows an answer is given at once, renewed beside, and whoever got the older one is told', async () => {
  const { ask, grow, renewed, forward } = numbers()
  await ask()
  await grow()
  forward(2_000)
  expect([await ask(), await ask()]).toEqual([1, 1])
  await sleep(20)
  expect([await ask(), renewed.length]).toEqual([2, 1])
})

test('an answer that is too old is not given', async () => {
  const { ask, grow, forward } = numbers()
  await ask()
  await grow()
  forward(5_000)
  expect(await ask()).toBe(2)
})

test('a question that fails is asked anew', async () => {
  const { made } = numbers()
  await expect(made.ask('x', () => Promise.reject(new Error('lỗi')))).rejects.toThrow('lỗi')
  expect(await made.ask('x', () => Promise.resolve(1))).toBe(1)
})

test('more questions at once than can be answered in time are refused, the same one is not', async () => {
  const { made } = numbers()
  const open = Promise.withResolvers<number>()
  const waiting = Array.from({ length: limits.questions }, (_, at) => made.ask(`câu ${at}`, () => open.promise))
  await expect(made.ask('thêm', () => Promise.resolve(1))).rejects.toMatchObject({
    failures: [{ code: 'server-busy', params: { seconds: 2 } }],
  })
  const same = made.ask('câu 0', () => Promise.resolve(0))
  open.resolve(7)
  expect(await Promise.all([...waiting, same])).toEqual(Array(limits.questions + 1).fill(7))
  expect(await made.ask('thêm', () => Promise.resolve(1))).toBe(1)
})
