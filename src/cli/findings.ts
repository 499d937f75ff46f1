import type { Command } from 'commander'
import { qualityCatalogue, qualityText } from '../core/quality/catalogue.ts'
import type { Language } from '../core/words.ts'
import { dataQuality, type QualityReport } from '../office/findings.ts'
import { type Around, folderCommand, withInstallation } from './around.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { severityWords } from './show/findings.ts'
import { textTable } from './show/text-table.ts'
import { integer, say } from './show/words.ts'

export function findings(around: Around): Command {
  return folderCommand('findings', around)
    .description('chất lượng dữ liệu hồ sơ, thủ tục, nguồn / data quality of dossiers, procedures, sources')
    .option('--limit <n>', 'liệt kê bao nhiêu mỗi loại / how many are listed of each kind', '20')
    .option('--json', 'in JSON / print JSON')
    .action(async ({ data, limit }: { data: string; limit: string }, command: Command) => {
      const ask = asked(command)
      const most = /^\d{1,6}$/.test(limit) ? Number(limit) : 20
      const report = valueOf(
        await withInstallation(data, around, (open) => dataQuality(open, { asOf: around.clock(), limit: most })),
        ask,
      )
      if (report === null) return
      if (ask.json) printJson(reportJson(report, ask.language))
      else print(reportText(report, ask.language))
    })
}

function reportJson({ dossiers, counts, list }: QualityReport, language: Language) {
  const listed = list.map(({ key, unit, finding }) => {
    const { code } = finding
    const { about, severity } = qualityCatalogue[code]
    return { code, severity, about, key, unit, message: qualityText(finding, language) }
  })
  return { dossiers, counts: Object.fromEntries(counts), findings: listed }
}

function reportText({ dossiers, counts, list }: QualityReport, language: Language): string {
  const vi = language === 'vi'
  const summary = textTable(
    vi ? ['Loại', 'Mức', 'Số lượng'] : ['Kind', 'Severity', 'Found'],
    [...counts].map(([code, count]) => {
      const { shape, ...words } = severityWords[qualityCatalogue[code].severity]
      return [code, `${shape} ${say(words, language)}`, integer(count, language)]
    }),
    { widths: [34, 14, 14], right: [2] },
  )
  const rows = list.map(({ key, unit, finding }) => [key, unit ?? '–', qualityText(finding, language)])
  const detail = textTable(
    vi ? ['Hồ sơ, thủ tục, nguồn', 'Đơn vị', 'Nội dung'] : ['Dossier, procedure, source', 'Unit', 'Finding'],
    rows,
    {
      widths: [28, 14, 0],
    },
  )
  const head = vi
    ? `${integer(dossiers, language)} hồ sơ được kiểm tra.`
    : `${integer(dossiers, language)} dossiers were checked.`
  return [head, summary, ...(rows.length > 0 ? [detail] : [])].join('\n')
}
