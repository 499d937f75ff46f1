import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Turns } from './turns.ts'

test('work is begun in its order, so much in a turn of the loop, and what comes meanwhile after it', async () => {
  const turns = new Turns(2)
  const begun: string[] = []
  const begin = (name: string) => turns.begin(() => void begun.push(name))
  for (const name of ['a', 'b', 'c']) begin(name)
  turns.begin(() => begin('e'))
  begin('d')
  expect(begun).toEqual([])
  const after: string[] = []
  for (let at = 0; at < 4; at++) {
    await turn()
    after.push(begun.join(''))
  }
  expect(after).toEqual(['ab', 'abc', 'abcde', 'abcde'])
})
