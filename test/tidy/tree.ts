import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The project's own files: what git tracks or would track; without git, the tree less what is installed or made. */

const root = fileURLToPath(new URL('../../', import.meta.url))
const made = new Set(['node_modules', '.git', 'chiso-out'])

export function projectFiles(): readonly string[] {
  const paths = existsSync(join(root, '.git')) ? fromGit() : fromDisk(root)
  return some(paths.toSorted(), 'files of the project')
}

function fromGit(): string[] {
  const question = ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '-z']
  const answer = execFileSync('git', question, { cwd: root, encoding: 'utf8', maxBuffer: 50_000_000 })
  // A file that was deleted and not yet committed is still in the index.
  return answer.split('\0').filter((path) => path !== '' && existsSync(join(root, path)))
}

function fromDisk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return made.has(entry.name) ? [] : fromDisk(path)
    return entry.isFile() ? [relative(root, path).split(sep).join('/')] : []
  })
}

export function bytesOf(path: string): Buffer {
  return readFileSync(join(root, path))
}

export function textOf(path: string): string {
  return bytesOf(path).toString('utf8')
}

/** A check that looked at nothing has proved nothing. */
export function some<T>(items: readonly T[], what: string): readonly T[] {
  if (items.length === 0) throw new Error(`nothing to look at: ${what}`)
  return items
}
