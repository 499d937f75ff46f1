import type { Command } from 'commander'
import { type Check, examine } from '../office/doctor.ts'
import { type Around, folderCommand } from './around.ts'
import { asked, print, printJson } from './output.ts'
import { say } from './show/words.ts'

const shapes: Record<Check['state'], string> = { good: '✓', warning: '▲', bad: '✗' }

export function doctor(around: Around): Command {
  return folderCommand('doctor', around)
    .description('kiểm tra máy và thư mục dữ liệu / check the machine and the data folder')
    .option('--json', 'in JSON / print JSON')
    .action(async ({ data }: { data: string }, command: Command) => {
      const { json, language } = asked(command)
      const checks = await examine(data, around.clock())
      if (json)
        printJson({ checks: checks.map(({ name, state, words }) => ({ name, state, message: say(words, language) })) })
      else for (const { state, words } of checks) print(`${shapes[state]} ${say(words, language)}`)
      if (checks.some(({ state }) => state === 'bad')) process.exitCode = 3
    })
}
