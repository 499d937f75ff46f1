import type { Command } from 'commander'
import { restoreLedger } from '../ledger/restore.ts'
import { type Around, folderCommand } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { integer } from './show/words.ts'

export function restore(around: Around): Command {
  return folderCommand('restore', around)
    .description('khôi phục sổ ghi nhận từ bản sao lưu / restore the ledger from a backup')
    .argument('<file>', 'bản sao lưu / the backup')
    .option('--overwrite', 'thay sổ đang có / replace the ledger that is there')
    .option('--json', 'in JSON / print JSON')
    .action((file: string, options: { data: string; overwrite?: boolean }, command: Command) => {
      const ask = asked(command)
      const { data, overwrite = false } = options
      const verified = valueOf(restoreLedger(file, data, { overwrite }), ask)
      if (verified === null) return
      const rows = integer(verified.seq, ask.language)
      if (ask.json) printJson(verified)
      else
        print(
          ask.language === 'vi'
            ? `Đã khôi phục ${rows} bản ghi nhận vào ${data}.`
            : `Restored ${rows} observations to ${data}.`,
        )
    })
}
