import { Command } from 'commander'
import { placeText } from '../core/failure.ts'
import { openIndexSet } from '../office/index-sets.ts'
import { asked, print, printJson, valueOf } from './output.ts'

export function indexSetCheck(): Command {
  return new Command('check')
    .description('kiểm tra tệp bộ chỉ số / check an index-set file')
    .argument('<file>', 'tệp YAML hoặc mã / YAML file or id')
    .option('--json', 'in JSON / print JSON')
    .action(async (file: string, _options: unknown, command: Command) => {
      const ask = asked(command)
      const loaded = valueOf(await openIndexSet(file), ask)
      if (loaded === null) return
      const { indexSet, warnings } = loaded
      const said = warnings.map(({ code, place, ...words }) => ({ code, message: words[ask.language], place }))
      if (ask.json) printJson({ id: indexSet.id, indicators: indexSet.indicators.size, warnings: said })
      else {
        for (const { code, message, place } of said) print(`${code}: ${placeText(place, ask.language)}: ${message}`)
        const what = ask.language === 'vi' ? 'chỉ số, đọc được' : 'indicators, can be used'
        print(`${indexSet.id}: ${indexSet.indicators.size} ${what}`)
      }
    })
}
