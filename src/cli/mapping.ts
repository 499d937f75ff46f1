import type { Command } from 'commander'
import { failed } from '../core/failure.ts'
import { guessFileMapping, saveMapping } from '../office/mappings.ts'
import { type Around, folderCommand } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { textTable } from './show/text-table.ts'

export function mapping(around: Around): Command {
  return folderCommand('mapping', around)
    .description('ghép cột của danh sách hồ sơ / map the columns of a list of dossiers')
    .argument('<file>', 'danh sách CSV, XLSX / a list')
    .option('--save <source>', 'xác nhận cho nguồn này / confirm for this source')
    .option('--json', 'in JSON / print JSON')
    .action(async (file: string, options: { data: string; save?: string }, command: Command) => {
      const ask = asked(command)
      const guessed = valueOf(await guessFileMapping(file), ask)
      if (guessed === null) return
      const { guesses, mapping: found } = guessed
      const saved = options.save !== undefined && found !== null
      if (
        saved &&
        options.save !== undefined &&
        valueOf(await saveMapping(options.data, options.save, found), ask) === null
      )
        return
      if (options.save !== undefined && found === null) {
        valueOf(failed('list-expected', {}, { file }), ask)
        return
      }
      if (ask.json) return printJson({ guesses, mapping: found, saved })
      const head =
        ask.language === 'vi'
          ? ['Trường', 'Cột trong tệp', 'Độ chắc chắn']
          : ['Field', 'Column in the file', 'Confidence']
      const rows = guesses.map(({ field, header, confidence }) => [field, header, `${Math.round(confidence * 100)}%`])
      print(textTable(head, rows, { widths: [24, 0, 14] }))
      if (saved)
        print(
          ask.language === 'vi'
            ? `Đã xác nhận cho nguồn ${options.save}.`
            : `Confirmed for the source ${options.save}.`,
        )
    })
}
