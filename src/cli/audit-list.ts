import type { Command } from 'commander'
import { limits } from '../core/limits.ts'
import { type Around, folderCommand, withAccess } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { auditTable } from './show/audit.ts'

const usualRows = '50'

export function auditList(around: Around): Command {
  return folderCommand('list', around)
    .description('nhật ký kiểm toán, mới nhất trước / the audit log, newest first')
    .option('--before <number>', 'trước số / before this number')
    .option('--limit <n>', 'số dòng / entries', usualRows)
    .option('--json', 'in JSON / print JSON')
    .action(async (options: { data: string; before?: string; limit: string }, command: Command) => {
      const ask = asked(command)
      const limit = Math.min(whole(options.limit) ?? Number(usualRows), limits.auditRows)
      const before = whole(options.before)
      const page = { limit, ...(before !== null && { before }) }
      const entries = valueOf(await withAccess(options.data, around, ({ access }) => access.audit.list(page)), ask)
      if (entries === null) return
      if (ask.json) printJson({ entries })
      else print(auditTable(entries, ask.language))
    })
}

function whole(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null
}
