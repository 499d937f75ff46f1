import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { limits } from '../core/limits.ts'
import { newCounting } from '../office/counting/counting.ts'
import { hoSo } from '../intake/fixtures/files.ts'
import { testServer } from './fixtures/server.ts'
import { Numbers } from './numbers.ts'

/** A clock of its own, so that answers grow old when the test says so. */
function numbers(workers = 0) {
  const server = testServer()
  let now = 0
  const renewed: number[] = []
  const counting = newCounting(server.parts.installation, { workers })
  const made = new Numbers(
    counting,
    () => now,
    () => void renewed.push(now),
  )
  onTestFinished(() => made.close())
  let asked = 0
  const ask = () => made.ask('điểm', () => Promise.resolve(++asked))
  let sent = 0
  const send = () => server.post(JSON.stringify({ ...hoSo, MaHoSo: `H99.01-261008-${100 + sent++}` }))
  const grow = async () => {
    await send()
    await made.follow()
  }
  const { ledger } = server.installation
  return { made, counting, ledger, ask, send, grow, renewed, forward: (by: number) => (now += by) }
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

test('pages of lists count among them', async () => {
  const { made } = numbers()
  const open = Promise.withResolvers<number>()
  const waiting = Array.from({ length: limits.questions }, () => made.once(() => open.promise))
  await expect(made.once(() => Promise.resolve(1))).rejects.toMatchObject({ failures: [{ code: 'server-busy' }] })
  open.resolve(7)
  expect(new Set(await Promise.all(waiting))).toEqual(new Set([7]))
  expect(await made.once(() => Promise.resolve(1))).toBe(1)
})

test('answers that are renewed leave room for other questions, and all of them are', async () => {
  const { made, grow, renewed, forward } = numbers()
  const many = limits.questions * 2
  let [working, most] = [0, 0]
  const work = async () => {
    most = Math.max(most, ++working)
    await sleep(5)
    working--
    return 1
  }
  const askAll = async () => {
    for (let at = 0; at < many; at++) await made.ask(`câu ${at}`, work)
  }
  await askAll()
  await grow()
  forward(1_000)
  await askAll()
  await sleep(10)
  expect(await made.ask('khác', () => Promise.resolve(1))).toBe(1)
  await expect.poll(() => renewed.length, { timeout: 5_000 }).toBe(many)
  expect(most).toBeGreaterThan(1)
  expect(most).toBeLessThanOrEqual(limits.questions / 2)
})

test('what comes while a snapshot is written is counted by who followed for it', async () => {
  const { made, counting, ledger, send, grow, forward } = numbers()
  await grow()
  const [begun, written] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()]
  vi.spyOn(counting, 'save').mockImplementationOnce(async () => {
    begun.resolve(null)
    await written.promise
  })
  forward(11 * 60_000)
  await send()
  const first = made.follow()
  await begun.promise
  await send()
  const second = made.follow()
  written.resolve(null)
  await Promise.all([first, second])
  expect(made.watermark).toBe(ledger.watermark())
})

test('while all is judged again new questions wait, and what is known is told', async () => {
  const { made, counting, ask, send, grow } = numbers()
  await grow()
  expect(await ask()).toBe(1)
  const [half, rest] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()]
  const catchUp = counting.catchUp.bind(counting)
  vi.spyOn(counting, 'catchUp').mockImplementationOnce(async () => {
    const at = counting.engine.watermark()
    await counting.engine.apply({ from: at, to: at, changes: [] })
    half.resolve(null)
    await rest.promise
    return catchUp()
  })
  await send()
  const following = made.follow()
  await half.promise
  expect(await ask()).toBe(1)
  const isWhole = made.ask('khác', () => Promise.resolve(counting.engine.isWhole))
  expect(await Promise.race([isWhole, sleep(50).then(() => 'waits')])).toBe('waits')
  rest.resolve(null)
  expect(await isWhole).toBe(true)
  await following
})

test('a question that meets the parts of a larger change is asked again when they are in', async () => {
  const { made, counting, ledger, send, grow } = numbers()
  await grow()
  await send()
  let times = 0
  const watermark = await made.once(async ({ engine }) => {
    const at = engine.watermark()
    if (++times === 1) await engine.apply({ from: at, to: at, changes: [] })
    return engine.still((now) => Promise.resolve(now.watermark()))
  })
  expect([times, watermark]).toEqual([2, ledger.watermark()])
  expect(counting.engine.isWhole).toBe(true)
})

test('what fails to be taken in makes the server unready until it is', async () => {
  const { made, counting, send, grow } = numbers()
  await grow()
  vi.spyOn(counting, 'catchUp').mockRejectedValueOnce(new Error('đĩa hỏng'))
  await send()
  await expect(made.follow()).rejects.toThrow('đĩa hỏng')
  expect(made.isReady).toBe(false)
  await made.follow()
  expect(made.isReady).toBe(true)
})

test.each([0, 20])('closed %i ms after it began to follow it gives up, and nobody is told of a bug', async (later) => {
  const { made, ledger, send } = numbers(1)
  await send()
  const following = made.follow()
  const waiting = made.ask('x', () => Promise.resolve(1)).catch((error: unknown) => error)
  await sleep(later)
  await made.close()
  await following
  expect(await waiting).toMatchObject({ failures: [{ code: 'server-stopping' }] })
  expect(made.watermark).toBeLessThan(ledger.watermark())
})
