import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Result } from '../../src/core/failure.ts'
import { type Ledger, type LedgerOptions, openLedger } from '../../src/ledger/ledger.ts'
import { instantOf } from '../../src/ledger/row.ts'

/** What tests of the ledger share: folders and ledgers that are gone when the test is, and answers taken apart. */

export function scratchFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chiso-ledger-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function scratchLedger(folder = scratchFolder(), options: Partial<LedgerOptions> = {}): Ledger & Disposable {
  const ledger = valueOf(openLedger(folder, { clock: () => instantOf(1000), ...options }))
  return Object.assign(ledger, { [Symbol.dispose]: () => ledger.close() })
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.failures))
  return result.value
}

export function codesOf(result: Result<unknown>): string[] {
  return result.ok ? [] : result.failures.map((failure) => failure.code)
}
