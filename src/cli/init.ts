import type { Command } from 'commander'
import { unitCode } from '../core/unit/code.ts'
import { initInstallation } from '../office/installation.ts'
import { type Around, folderCommand } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'

export function init(around: Around): Command {
  return folderCommand('init', around)
    .description('tạo thư mục dữ liệu / make a data folder')
    .option('--unit <code>', 'mã tỉnh, bộ / code of the province or ministry: H99')
    .option('--json', 'in JSON / print JSON')
    .action((options: { data: string; unit?: string }, command: Command) => {
      const ask = asked(command)
      const unit = options.unit === undefined ? null : unitCode(options.unit)
      const folder = valueOf(initInstallation(options.data, { unit }, around.clock), ask)
      if (folder === null) return
      if (ask.json) printJson({ folder, unit })
      else if (ask.language === 'vi')
        print(`Đã tạo ${folder}.\nGiữ riêng một bản của ${folder}/person.key: bản sao lưu không chứa khóa này.`)
      else print(`Made ${folder}.\nKeep a copy of ${folder}/person.key apart: backups do not hold it.`)
    })
}
