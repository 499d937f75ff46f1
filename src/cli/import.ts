import type { Command } from 'commander'
import { failed, failureText, type Result } from '../core/failure.ts'
import { isPeriod } from '../core/period/period.ts'
import { dateOf } from '../core/time/instant.ts'
import { formatPlainDate, parsePlainDate } from '../core/time/plain-date.ts'
import { parseInstant } from '../core/time/instant.ts'
import { unitCode } from '../core/unit/code.ts'
import type { Language } from '../core/words.ts'
import { filesIn, type FileSummary, importFiles, type ImportProgress, straightInto } from '../office/import.ts'
import type { WritableInstallation } from '../office/installation.ts'
import { savedMapping } from '../office/mappings.ts'
import { type Around, folderCommand, withInstallation } from './around.ts'
import { type Asked, asked, print, printJson, valueOf } from './output.ts'
import { textTable } from './show/text-table.ts'
import { integer } from './show/words.ts'

type Options = {
  readonly data: string
  readonly source: string
  readonly unit?: string
  readonly period?: string
  readonly captured?: string
  readonly asOf?: string
}

export function importCommand(around: Around): Command {
  return folderCommand('import', around)
    .description('nhập dữ liệu vào sổ ghi nhận / import data into the ledger')
    .argument('<paths...>', 'tệp hoặc thư mục / files or folders: JSON, NDJSON, CSV, XLSX, DOCX, PDF, text')
    .requiredOption('--source <id>', 'mã nguồn dữ liệu / id of the source, as in motcua-tinh')
    .option('--unit <code>', 'đơn vị của tệp tổng hợp, bảng tháng / unit of a file of sums or a monthly table')
    .option('--period <period>', 'kỳ, khi tệp không ghi / period, where the file states none: 2026-10')
    .option('--captured <day>', 'ngày chụp số liệu công bố / day on which published figures were captured')
    .option('--as-of <moment>', 'danh mục đúng vào lúc / when the lists were true: 31/10/2026, 31/10/2026 17:00')
    .option('--json', 'in JSON / print JSON')
    .action(async (paths: readonly string[], options: Options, command: Command) => {
      const ask = asked(command)
      const summaries = valueOf(
        await withInstallation(options.data, around, (open) => run(open, paths, options, around, ask)),
        ask,
      )
      if (summaries === null) return
      if (ask.json) printJson(summaryJson(summaries, ask.language))
      else print(summaryText(summaries, ask.language))
      if (summaries.some(({ failures }) => failures.length > 0)) process.exitCode = 3
    })
}

async function run(
  installation: WritableInstallation,
  paths: readonly string[],
  { source, unit, period, asOf, data, captured }: Options,
  { clock }: Around,
  ask: Asked,
): Promise<Result<readonly FileSummary[]>> {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(source)) return failed('source-invalid', { source })
  if (period !== undefined && !isPeriod(period)) return failed('moment-invalid', { text: period })
  const capturedAt = captured === undefined ? null : parsePlainDate(captured)
  if (captured !== undefined && capturedAt === null) return failed('moment-invalid', { text: captured })
  const now = clock()
  if (capturedAt !== null && capturedAt > dateOf(now))
    return failed('captured-later', { day: formatPlainDate(capturedAt) })
  const listedAt = asOf === undefined ? null : parseInstant(asOf)
  // A list of tomorrow would stay the newest whatever came until then.
  if (asOf !== undefined && (listedAt === null || listedAt > now)) return failed('moment-invalid', { text: asOf })
  const mapping = await savedMapping(data, source)
  if (!mapping.ok) return mapping
  const summaries = await importFiles(installation, paths.flatMap(filesIn), {
    source,
    confirmed: mapping.value === undefined ? {} : { list: mapping.value },
    unit: unit === undefined ? null : unitCode(unit),
    period: period ?? null,
    ...(capturedAt !== null && { capturedAt }),
    now,
    listedAt,
    lane: straightInto(installation.ledger),
    onProgress: ask.json || !process.stderr.isTTY ? () => undefined : progressLine(clock, ask.language),
  })
  return { ok: true, value: summaries }
}

/** One line on the terminal, written over and over: rows, rate, how long to go. */
function progressLine(clock: Around['clock'], language: Language): (progress: ImportProgress) => void {
  const start = clock()
  let name = ''
  let began = start
  return ({ file, bytes, size, rows }) => {
    if (file !== name) began = clock()
    name = file
    const seconds = Math.max(0.001, (clock() - began) / 1000)
    const rate = Math.round(rows / seconds)
    const left = bytes > 0 ? Math.ceil((seconds * (size - bytes)) / bytes) : 0
    const vi = `${file}: ${integer(rows, language)} dòng, ${integer(rate, language)} dòng/giây, còn ${left} giây`
    const en = `${file}: ${integer(rows, language)} rows, ${integer(rate, language)} rows/s, ${left} s to go`
    process.stderr.write(`\r\u001B[K${language === 'vi' ? vi : en}${bytes >= size ? '\n' : ''}`)
  }
}

const columns = ['read', 'new', 'changed', 'same', 'conflicts', 'quarantined'] as const

function totals(summaries: readonly FileSummary[]): Record<(typeof columns)[number], number> {
  const total = { read: 0, new: 0, changed: 0, same: 0, conflicts: 0, quarantined: 0 }
  for (const summary of summaries) for (const column of columns) total[column] += summary[column]
  return total
}

function summaryJson(summaries: readonly FileSummary[], language: Language) {
  const files = summaries.map(({ failures, ...summary }) => {
    const said = failures.map((item) => ({ code: item.code, message: failureText(item, language), place: item.place }))
    return { ...summary, failures: said }
  })
  return { ...totals(summaries), files }
}

function summaryText(summaries: readonly FileSummary[], language: Language): string {
  const vi = language === 'vi'
  const head = vi
    ? ['Tệp', 'Đọc', 'Mới', 'Thay đổi', 'Như cũ', 'Xung đột', 'Cách ly']
    : ['File', 'Read', 'New', 'Changed', 'Same', 'Conflicts', 'Quarantined']
  const row = (name: string, counts: Record<(typeof columns)[number], number>) => [
    name,
    ...columns.map((column) => integer(counts[column], language)),
  ]
  const rows = summaries.map((summary) => row(summary.file, summary))
  const total = row(vi ? 'Tổng' : 'Total', totals(summaries))
  const table = textTable(head, summaries.length > 1 ? [...rows, total] : rows, {
    widths: [0, 11, 11, 11, 11, 11, 13],
    right: [1, 2, 3, 4, 5, 6],
  })
  const sheets = summaries.flatMap(({ sheet }) => (sheet === null ? [] : [sheet]))
  const failures = summaries.flatMap((summary) =>
    summary.failures.map((item) => `${item.code}: ${failureText(item, language)}`),
  )
  const said =
    sheets.length > 0 ? [vi ? `Dòng cách ly: ${sheets.join(', ')}` : `Quarantined rows: ${sheets.join(', ')}`] : []
  return [table, ...said, ...failures].join('\n')
}
