import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { killWriters } from './kills.ts'

/** `npm run test:crash`, or `node test/crash/long.ts --kills 1000 --seed 7` to see a failure again. */
const { values } = parseArgs({ options: { kills: { type: 'string', default: '1000' }, seed: { type: 'string' } } })
const kills = Number(values.kills)
const seed = Number(values.seed ?? Date.now() % 1_000_000_000)
const folder = mkdtempSync(join(tmpdir(), 'chiso-crash-'))
process.stdout.write(`${kills} kills, seed ${seed}, folder ${folder}\n`)
const toll = await killWriters(folder, seed, kills, (run) => {
  if (run % 100 === 0) process.stdout.write(`${run} killed\n`)
})
rmSync(folder, { recursive: true })
process.stdout.write(
  `${JSON.stringify(toll)}\nNothing that was acknowledged is missing or doubled; verify finds nothing.\n`,
)
