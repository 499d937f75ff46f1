import { Command } from 'commander'
import { openShippedIndexSets } from '../office/index-sets.ts'
import { asked, print, printJson } from './output.ts'
import { textTable } from './show/text-table.ts'

export function indexSetList(): Command {
  return new Command('list')
    .description('các bộ chỉ số có sẵn / the index sets that come with chiso')
    .option('--json', 'in JSON / print JSON')
    .action(async (_options: unknown, command: Command) => {
      const { json, language } = asked(command)
      const sets = (await openShippedIndexSets()).map(({ id, name, validFrom, validTo, total, indicators }) => ({
        id,
        name: name[language],
        validFrom,
        validTo,
        total,
        indicators: indicators.size,
      }))
      const head =
        language === 'vi' ? ['Mã', 'Tên', 'Từ ngày', 'Đến ngày', 'Chỉ số'] : ['Id', 'Name', 'From', 'To', 'Indicators']
      if (json) printJson({ indexSets: sets })
      else
        print(
          textTable(
            head,
            sets.map((set) => [set.id, set.name, set.validFrom ?? '–', set.validTo ?? '–', String(set.indicators)]),
            { widths: [16, 62, 12, 12, 12] },
          ),
        )
    })
}
