import { describe, expect, test } from 'vitest'
import { Turns } from './turns.ts'

function later(): PromiseWithResolvers<void> {
  return Promise.withResolvers<void>()
}

describe('turns', () => {
  test('questions run together, a change alone, and nobody overtakes', async () => {
    const turns = new Turns()
    const told: string[] = []
    const [a, b, c] = [later(), later(), later()]
    const ask = (name: string, until: Promise<void>) =>
      turns.ask(async () => {
        told.push(`${name} starts`)
        await until
        told.push(`${name} ends`)
      })
    const all = [
      ask('a', a.promise),
      ask('b', b.promise),
      turns.change(() => {
        told.push('change')
      }),
      ask('c', c.promise),
    ]
    expect(told).toEqual(['a starts', 'b starts'])
    b.resolve()
    c.resolve()
    await all[1]
    expect(told).toEqual(['a starts', 'b starts', 'b ends'])
    a.resolve()
    await Promise.all(all)
    expect(told.slice(3)).toEqual(['a ends', 'change', 'c starts', 'c ends'])
  })

  test('what is thrown goes to who asked, and the next one has its turn', async () => {
    const turns = new Turns()
    const thrown = () => {
      throw new Error('no')
    }
    await expect(turns.change(thrown)).rejects.toThrow('no')
    await expect(turns.ask(async () => thrown())).rejects.toThrow('no')
    const wait = later()
    const asked = turns.ask(() => wait.promise)
    const changed = turns.change(thrown)
    wait.resolve()
    await asked
    await expect(changed).rejects.toThrow('no')
    await expect(turns.ask(async () => 1)).resolves.toBe(1)
  })
})
