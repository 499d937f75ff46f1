import type { Command } from 'commander'
import { backupLedger } from '../ledger/backup.ts'
import { type Around, folderCommand } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { integer } from './show/words.ts'

export function backup(around: Around): Command {
  return folderCommand('backup', around)
    .description('sao lưu sổ ghi nhận, không dừng việc / back up the ledger, online')
    .argument('<file>', 'tệp sao lưu cần ghi / the backup file to write')
    .option('--json', 'in JSON / print JSON')
    .action(async (file: string, { data }: { data: string }, command: Command) => {
      const ask = asked(command)
      const head = valueOf(await backupLedger(data, file), ask)
      if (head === null) return
      const rows = integer(head.seq, ask.language)
      if (ask.json) printJson({ file, ...head })
      else if (ask.language === 'vi')
        print(`Đã sao lưu ${rows} bản ghi nhận vào ${file}. Khóa person.key không nằm trong bản này.`)
      else print(`Backed up ${rows} observations to ${file}. The key person.key is not in it.`)
    })
}
