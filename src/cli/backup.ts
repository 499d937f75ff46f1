import type { Command } from 'commander'
import { backupFolder } from '../office/backup.ts'
import { type Around, folderCommand } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { integer } from './show/words.ts'

export function backup(around: Around): Command {
  return folderCommand('backup', around)
    .description(
      'sao lưu sổ ghi nhận, tài khoản, nhật ký, không dừng việc / back up ledger, accounts, audit log, online',
    )
    .argument('<folder>', 'thư mục sao lưu cần ghi / the folder to write the backup into')
    .option('--json', 'in JSON / print JSON')
    .action(async (folder: string, { data }: { data: string }, command: Command) => {
      const ask = asked(command)
      const made = valueOf(await backupFolder(data, folder, around.clock()), ask)
      if (made === null) return
      const rows = integer(made.ledger.seq, ask.language)
      const entries = integer(made.audit?.number ?? 0, ask.language)
      if (ask.json) printJson({ folder, ...made })
      else if (ask.language === 'vi')
        print(
          `Đã sao lưu ${rows} bản ghi nhận, tài khoản và ${entries} dòng nhật ký vào ${folder}. Khóa person.key không nằm trong bản này.`,
        )
      else
        print(
          `Backed up ${rows} observations, the accounts and ${entries} entries of the audit log to ${folder}. The key person.key is not in it.`,
        )
    })
}
