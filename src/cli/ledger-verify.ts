import type { Command } from 'commander'
import { verifyLedger } from '../ledger/verify.ts'
import { type Around, folderCommand } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { integer } from './show/words.ts'

export function ledgerVerify(around: Around): Command {
  return folderCommand('verify', around)
    .description('kiểm tra toàn vẹn sổ ghi nhận / verify the ledger: hash chain, bodies, records, file')
    .option('--json', 'in JSON / print JSON')
    .action(({ data }: { data: string }, command: Command) => {
      const ask = asked(command)
      const verified = valueOf(verifyLedger(data), ask)
      if (verified === null) return
      const { seq, records } = verified
      const [rows, current] = [integer(seq, ask.language), integer(records, ask.language)]
      if (ask.json) printJson(verified)
      else if (ask.language === 'vi') print(`Sổ nguyên vẹn: ${rows} bản ghi nhận, ${current} bản ghi hiện hành.`)
      else print(`The ledger is whole: ${rows} observations, ${current} records.`)
    })
}
