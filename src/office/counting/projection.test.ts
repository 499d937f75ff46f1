import { array, assert, asyncProperty, constantFrom } from 'fast-check'
import { expect, test } from 'vitest'
import { scratchFolder, scratchLedger, valueOf } from '../../../test/crash/scratch.ts'
import { measures } from '../../core/measure/catalogue.ts'
import { spanOf } from '../../core/measure/span.ts'
import { instant } from '../../core/time/instant.ts'
import { secondOf } from '../../core/time/second.ts'
import { aloneCode } from '../../core/unit/groups.ts'
import { Oracle } from '../../engine/oracle/oracle.ts'
import { calendar, day, lists, observationsOf, said, start } from './fixtures/said.ts'
import { Projection } from './projection.ts'

/** Following the ledger step by step, and starting anew, must give the same facts, whatever came in which order. */

const counted = [...measures.values()].filter((measure) => measure.kind === 'counted').map(({ id }) => id)
const groups = {
  above: new Map([
    ['H99.01', ['H99.01', 'H99']],
    ['H99.02', ['H99.02', 'H99']],
    [aloneCode('H99.03'), ['H99.03']],
    [aloneCode('H99.04'), ['H99.04']],
  ]),
  unlisted: ['H99'],
}
const span = spanOf('2026-09', secondOf(instant(start + 45 * day)))

function countsOf(engine: Oracle) {
  return engine.count({ measures: counted, span, groups, by: 'unit', within: null })
}

test('following is starting anew', { timeout: 120_000 }, async () => {
  await assert(
    asyncProperty(
      array(array(said, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
      constantFrom(1, 2, 100),
      constantFrom(1, 2, 100),
      async (batches, far, step) => {
        using ledger = scratchLedger(scratchFolder(), { clock: () => instant(start) })
        const parts = { ledger, calendar, root: 'H99', ...lists, threads: null, far, step }
        const followed = new Oracle()
        const restarted = new Oracle()
        const following = new Projection({ ...parts, engine: followed })
        for (const batch of batches) {
          valueOf(ledger.append(observationsOf(batch, ledger.watermark())))
          await following.catchUp()
          // As after every restart from a snapshot: what was known before is only in the ledger.
          await new Projection({ ...parts, engine: restarted }).catchUp()
        }
        const anew = new Oracle()
        await new Projection({ ...parts, engine: anew }).catchUp()
        expect(await countsOf(followed)).toEqual(await countsOf(anew))
        expect(await countsOf(restarted)).toEqual(await countsOf(anew))
        expect(followed.watermark()).toBe(ledger.watermark())
      },
    ),
    { numRuns: 150 },
  )
})
