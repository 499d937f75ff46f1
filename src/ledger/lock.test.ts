import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { scratchFolder, scratchLedger } from '../../test/crash/scratch.ts'
import { openLedger } from './ledger.ts'
import { instantOf } from './row.ts'

/** Another process that opens the ledger of a folder, says `open` or the code of the failure, and stays. */
async function otherProcess(folder: string): Promise<{ said: string; child: ChildProcess }> {
  const script = `
    import { openLedger } from ${JSON.stringify(new URL('ledger.ts', import.meta.url).href)}
    const opened = openLedger(${JSON.stringify(folder)}, { clock: () => 1 })
    process.stdout.write(opened.ok ? 'open' : opened.failures.map(({ code, params }) => code + ' ' + params.pid).join())
    setInterval(() => opened, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [said] = await once(child.stdout, 'data')
  return { said: String(said), child }
}

const open = (folder: string) => openLedger(folder, { clock: () => instantOf(1) })
const inUse = (pid: number | undefined) => ({ failures: [{ code: 'ledger-in-use', params: { pid: String(pid) } }] })

test('a second process gets a plain failure that names the first', { timeout: 20_000 }, async () => {
  const folder = scratchFolder()
  const ledger = scratchLedger(folder)
  expect((await otherProcess(folder)).said).toBe(`ledger-in-use ${process.pid}`)
  ledger.close()
  expect((await otherProcess(folder)).said).toBe('open')
})

test('so does a second opening in the same process, and the first keeps its lock', { timeout: 20_000 }, async () => {
  const folder = scratchFolder()
  using _ledger = scratchLedger(folder)
  expect(open(folder)).toMatchObject(inUse(process.pid))
  expect((await otherProcess(folder)).said).toBe(`ledger-in-use ${process.pid}`)
})

test('a process that was killed leaves no lock', { timeout: 20_000 }, async () => {
  const folder = scratchFolder()
  const { said, child } = await otherProcess(folder)
  expect(said).toBe('open')
  expect(open(folder)).toMatchObject(inUse(child.pid))
  child.kill('SIGKILL')
  await once(child, 'exit')
  scratchLedger(folder).close()
})
