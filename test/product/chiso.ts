import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, onTestFinished } from 'vitest'

export const root = fileURLToPath(new URL('../../', import.meta.url))

export type Ran = { readonly out: string; readonly err: string; readonly code: number | null }

type Running = {
  readonly cwd?: string
  readonly node?: string
  /** Standard input. */
  readonly input?: string
}

/** Runs `chiso` as a person would, in the project's folder or another. */
export function chiso(args: readonly string[], options: Running = {}): Ran {
  const { cwd = root, node = process.execPath, input } = options
  const { stdout, stderr, status } = spawnSync(node, [join(root, 'bin/chiso.js'), ...args], {
    cwd,
    encoding: 'utf8',
    ...(input !== undefined && { input }),
  })
  return { out: stdout, err: stderr, code: status }
}

export function chisoJson(args: readonly string[]): unknown {
  const { out, err, code } = chiso([...args, '--json'])
  if (code !== 0) throw new Error(err)
  return JSON.parse(out)
}

/** A folder that is there until the file's last test. */
export function keptFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'chiso-'))
  afterAll(() => rmSync(path, { recursive: true, force: true }))
  return path
}

/** A folder of its own for one test, gone when it is over. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'chiso-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

export function file(name: string, content: string | Uint8Array): string {
  const path = join(folder(), name)
  writeFileSync(path, content)
  return path
}
