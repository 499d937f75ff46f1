import { restoreFolder } from '../../src/office/restore.ts'
import { instantOf } from '../../src/ledger/row.ts'

/** Puts back one backup, then the other, and so on until it is killed: `node restorer.ts <folder> <backup> <backup>`. */
const [folder = '', ...backups] = process.argv.slice(2)
for (let turn = 0; ; turn++) {
  const backup = backups[turn % backups.length] ?? ''
  const restored = await restoreFolder(backup, folder, { overwrite: true, clock: () => instantOf(1000) })
  if (!restored.ok) throw new Error(JSON.stringify(restored.failures))
  process.stdout.write(`${turn}\n`)
}
