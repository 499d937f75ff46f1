import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { program } from '../../src/cli/program.ts'
import { compareReasons } from '../../src/core/reported/reason.ts'
import { instant } from '../../src/core/time/instant.ts'
import { findingCatalogue } from '../../src/published/audit/catalogue.ts'
import { listedCodes, listedRows } from './markdown.ts'
import { some, textOf } from './tree.ts'

describe('docs/findings.md', () => {
  test('lists exactly the findings of the catalogue, in both languages', () => {
    const rows = Object.entries(findingCatalogue).map(([code, { severity, vi, en }]) => [code, severity, vi, en])
    expect(listedRows(textOf('docs/findings.md'))).toEqual(some(rows, 'findings'))
  })
})

test('docs/compare.md lists exactly the reasons, in both languages', () => {
  const rows = Object.entries(compareReasons).map(([code, { vi, en }]) => [code, vi, en])
  expect(listedRows(textOf('docs/compare.md'))).toEqual(some(rows, 'reasons'))
})

describe('docs/cli.md', () => {
  const page = textOf('docs/cli.md')
  const commands = leaves(program({ clock: () => instant(0), dataFolder: 'chiso-data', environment: {} }), 'chiso')

  test('lists exactly the commands of the program', () => {
    expect(listedCodes(page)).toEqual(some(commands, 'commands').map(({ path }) => path))
  })

  test('names every argument and option of each', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| `chiso'))
    for (const [i, { words }] of commands.entries())
      expect([...(rows[i] ?? '').matchAll(/`([^`]+)`/g)].map(([, word]) => word).slice(1)).toEqual(words)
  })
})

type Leaf = { readonly path: string; readonly words: readonly string[] }

/** The commands that do something, with what they can be given. */
function leaves(command: Command, path: string): Leaf[] {
  if (command.commands.length > 0) return command.commands.flatMap((child) => leaves(child, `${path} ${child.name()}`))
  const given = command.registeredArguments.map((item) => (item.required ? `<${item.name()}>` : `[${item.name()}]`))
  return [{ path, words: [...given, ...command.options.map((option) => option.flags)] }]
}
