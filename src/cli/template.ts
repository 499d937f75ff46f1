import { Command } from 'commander'
import { writeTemplateFile, templateNames } from '../office/templates.ts'
import { asked, print, printJson, valueOf } from './output.ts'

export function template(): Command {
  return new Command('template')
    .description('biểu mẫu nhập liệu trống / an empty import template')
    .argument('<name>', templateNames.join(', '))
    .requiredOption('--to <file>', 'tệp .csv hoặc .xlsx / a .csv or .xlsx file')
    .option('--json', 'in JSON / print JSON')
    .action(async (name: string, { to }: { to: string }, command: Command) => {
      const ask = asked(command)
      const file = valueOf(await writeTemplateFile(name, to), ask)
      if (file === null) return
      if (ask.json) printJson({ file })
      else print(ask.language === 'vi' ? `Đã ghi ${file}.` : `Wrote ${file}.`)
    })
}
