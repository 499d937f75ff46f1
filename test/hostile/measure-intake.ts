import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { instant } from '../../src/core/time/instant.ts'
import { Progress } from '../../src/intake/item.ts'
import { keyedHash } from '../../src/intake/keyed-hash.ts'
import { readFile } from '../../src/intake/read.ts'

/** Run in a process of its own by child.ts: takes one file in and prints what came of it, the time and the memory. */

const path = process.argv[2] ?? ''
const context = {
  source: 'mau',
  hash: keyedHash(Buffer.alloc(32, 1)),
  now: instant(Date.UTC(2026, 11, 1)),
  listedAt: null,
  unitNamed: () => undefined,
  threads: null,
  knownDossier: () => undefined,
  unit: null,
  period: null,
}
const result: Record<string, number> = {}
const start = performance.now()
const file = { name: basename(path), bytes: () => createReadStream(path) }
for await (const item of readFile(file, context, new Progress())) {
  const outcome = item.kind === 'quarantined' ? item.row.reason : item.kind === 'failed' ? item.failure.code : item.kind
  result[outcome] = (result[outcome] ?? 0) + 1
}
const milliseconds = performance.now() - start
const megabytes = process.resourceUsage().maxRSS / 1024
process.stdout.write(JSON.stringify({ result, milliseconds, megabytes }))
