import { writeSync } from 'node:fs'
import { openLedger } from '../../src/ledger/ledger.ts'
import { instantOf } from '../../src/ledger/row.ts'
import { batchOf } from './observations.ts'

/**
 * The process that is killed: `node writer.ts <folder> <seed> <run>`. Appends the batches of its run until the end, and
 * says on standard output `begin <index>` before each and `done <index> <receipts>` after its acknowledgement.
 */
const [folder = '', seed = '', run = ''] = process.argv.slice(2)
const opened = openLedger(folder, { clock: () => instantOf(1_700_000_000_000 + Number(run)) })
if (!opened.ok) throw new Error(JSON.stringify(opened.failures))
for (let index = 0; ; index++) {
  const batch = batchOf(Number(seed), Number(run), index)
  writeSync(1, `begin ${index}\n`)
  const receipts = opened.value.append(batch)
  if (!receipts.ok) throw new Error(JSON.stringify(receipts.failures))
  writeSync(1, `done ${index} ${JSON.stringify(receipts.value.map(({ seq, outcome }) => [seq, outcome]))}\n`)
}
