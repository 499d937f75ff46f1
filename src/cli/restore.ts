import type { Command } from 'commander'
import { restoreFolder } from '../office/restore.ts'
import { type Around, folderCommand } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { integer } from './show/words.ts'

export function restore(around: Around): Command {
  return folderCommand('restore', around)
    .description('khôi phục thư mục dữ liệu từ bản sao lưu / restore a data folder from a backup')
    .argument('<backup>', 'bản sao lưu / the backup')
    .option('--overwrite', 'thay dữ liệu đang có / replace what is there')
    .option('--json', 'in JSON / print JSON')
    .action(async (backup: string, options: { data: string; overwrite?: boolean }, command: Command) => {
      const ask = asked(command)
      const { data, overwrite = false } = options
      const restored = valueOf(await restoreFolder(backup, data, { overwrite, clock: around.clock }), ask)
      if (restored === null) return
      const { ledger, entries } = restored
      const rows = integer(ledger.seq, ask.language)
      if (ask.json) return printJson({ ...ledger, audit: entries })
      const isVi = ask.language === 'vi'
      print(isVi ? `Đã khôi phục ${rows} bản ghi nhận vào ${data}.` : `Restored ${rows} observations to ${data}.`)
      if (entries === null)
        print(
          isVi ? 'Bản này không có tài khoản; giữ nguyên.' : 'The backup holds no accounts; they are left as they are.',
        )
      else
        print(
          isVi
            ? `Tài khoản, mã truy cập và nhật ký (${integer(entries, 'vi')} dòng) cũng như lúc sao lưu: thu hồi lại những gì đã thu hồi sau đó.`
            : `Accounts, tokens and the audit log (${integer(entries, 'en')} entries) are those of the backup: revoke again what was revoked since.`,
        )
    })
}
