import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scratchFolder, scratchLedger, valueOf } from '../../../test/crash/scratch.ts'
import { barePetition } from '../../core/petition/fixtures/bare-petition.ts'
import { instant } from '../../core/time/instant.ts'
import { inKeyOrder } from '../../ledger/key-order.ts'
import { Beside } from './beside.ts'
import { observationsOf, start } from './fixtures/said.ts'

const codes = ['H1', 'H10', 'H2', 'a', 'đ', '\uFFFD', '𠀀', '😀']
const petitions = fc.array(
  fc.record({
    code: fc.constantFrom('p', 'q', 'r', 's', 't'),
    dossier: fc.option(fc.constantFrom(...codes)),
    receivedAt: fc.option(fc.integer({ min: 0, max: 9 }).map((hours) => instant(start + hours * 3_600_000))),
  }),
  { maxLength: 8 },
)

test('the first petition about a dossier is found for a range as for each, whichever were made since', () => {
  fc.assert(
    fc.property(
      petitions,
      petitions,
      fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1 }),
      (some, more, keys) => {
        using ledger = scratchLedger(scratchFolder(), { clock: () => instant(start) })
        const say = (said: typeof some, from: number) =>
          valueOf(
            ledger.append(
              observationsOf(
                said.map((own, index) => ({
                  kind: 'petition' as const,
                  key: own.code,
                  at: start + from + index,
                  body: { ...barePetition, ...own },
                })),
                from,
              ),
            ),
          )
        say(some, 0)
        const beside = new Beside(ledger)
        const asked = keys.toSorted(inKeyOrder)
        const range = { from: asked[0] ?? '', to: asked.at(-1) ?? '' }
        const answers = (found: ReturnType<Beside['firstPetitions']>) => asked.map((key) => found.of(key))
        const expected = (said: typeof some) => {
          const last = new Map(said.map((own) => [own.code, own]))
          return asked.map((key) => {
            const times = [...last.values()].flatMap((own) => (own.dossier === key ? (own.receivedAt ?? []) : []))
            return times.length === 0 ? null : Math.min(...times)
          })
        }
        expect(answers(beside.firstPetitions(asked))).toEqual(expected(some))
        expect(answers(beside.firstPetitions(range))).toEqual(expected(some))
        say(more, some.length)
        for (const { code } of more) beside.relearnPetition(code)
        expect(answers(beside.firstPetitions(asked))).toEqual(expected([...some, ...more]))
        expect(answers(beside.firstPetitions(range))).toEqual(expected([...some, ...more]))
      },
    ),
    { numRuns: 100 },
  )
})
