import type { Command } from 'commander'
import { verifyAudit } from '../access/audit-verify.ts'
import { type Around, folderCommand } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { integer } from './show/words.ts'

export function auditVerify(around: Around): Command {
  return folderCommand('verify', around)
    .description('kiểm tra toàn vẹn nhật ký kiểm toán / verify the audit log: hash chain, gaps, cut tail')
    .option('--json', 'in JSON / print JSON')
    .action(({ data }: { data: string }, command: Command) => {
      const ask = asked(command)
      const head = valueOf(verifyAudit(data), ask)
      if (head === null) return
      const entries = integer(head.number, ask.language)
      if (ask.json) printJson(head)
      else if (ask.language === 'vi') print(`Nhật ký nguyên vẹn: ${entries} dòng. Mắt xích cuối: ${head.chain}`)
      else print(`The audit log is whole: ${entries} entries. Last link: ${head.chain}`)
    })
}
