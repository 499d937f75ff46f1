import { Command } from 'commander'
import type { Result } from '../core/failure.ts'
import { dateOf, type Instant } from '../core/time/instant.ts'
import type { Level } from '../core/unit/level.ts'
import type { Language } from '../core/words.ts'
import { runServer } from '../server/run.ts'
import { askedOf } from '../office/counting/asked.ts'
import { openCounting } from '../office/counting/counting.ts'
import { cardOf, rankLevel, scoreAll, type Scorecards } from '../office/counting/scorecards.ts'
import type { Installation, WritableInstallation } from '../office/installation.ts'
import { sampleAccess } from '../office/sample-accounts.ts'
import { openOrSample, type SampleStep } from '../office/sample-province.ts'
import type { Around } from './around.ts'
import { asked, print, valueOf } from './output.ts'
import { portOf } from './serve.ts'
import { countedScorecard, rankingText } from './show/counting.ts'
import { sampleMark, startedText } from './show/started.ts'

const sampleFolder = 'chiso-mau'

type Options = { readonly data: string; readonly print?: true; readonly period?: string; readonly port?: string }

/** The main job in one go: a data folder, its scorecard and who stands where, printed; then served until it is stopped. */
export function start(around: Around): Command {
  return new Command('start')
    .description(
      'mở thư mục dữ liệu và chạy máy chủ, lần đầu nạp tỉnh mẫu / open the data folder and serve it, the sample province at first',
    )
    .option('--data <folder>', 'thư mục dữ liệu / data folder', sampleFolder)
    .option('--port <number>', 'cổng / port')
    .option('--print', 'in phiếu điểm và xếp hạng rồi thoát / print scorecard and ranking, and end')
    .option(
      '--period <period>',
      'kỳ để in; bỏ trống: tháng gần nhất có hồ sơ / period to print; left out: the last month with dossiers',
    )
    .action(async (options: Options, command: Command) => {
      const ask = asked(command)
      const port = portOf(options.port)
      if (!port.ok) return void valueOf(port, ask)
      const opened = valueOf(await openOrSample(options.data, around.clock, said(ask.language)), ask)
      if (opened === null) return
      const shown = valueOf(await printed(opened, options, around, ask.language), ask)
      if (shown === null || options.print === true) opened.ledger.close()
      else valueOf(await served(opened, port.value, around, ask.language), ask)
    })
}

/** Until the process is told to stop. */
async function served(
  opened: WritableInstallation,
  port: number | undefined,
  { clock, environment }: Around,
  language: Language,
): Promise<Result<null>> {
  const { folder, settings, ledger } = opened
  const sample = settings.sample ? await sampleAccess(opened, clock) : null
  ledger.close()
  if (sample?.ok === false) return sample
  return runServer({
    folder,
    environment,
    clock,
    // What a person reads is not to be lost among a line for each request.
    overrides: { logLevel: 'warn', ...(port !== undefined && { port }) },
    onStarted: (started) => print(startedText(started, sample?.value ?? null, clock(), language)),
  })
}

async function printed(
  opened: Installation,
  { data, period, print: isAlone }: Options,
  { clock }: Around,
  language: Language,
): Promise<Result<true>> {
  const counting = await openCounting(opened)
  try {
    const wanted = period ?? (opened.settings.sample ? '2026-10' : lastMonth(clock()))
    const question = await askedOf({ period: wanted }, clock())
    if (!question.ok) return question
    const scorecards = await scoreAll(counting, question.value)
    print(page({ scorecards, data, isSample: opened.settings.sample, isAlone: isAlone === true }, language))
    return { ok: true, value: true }
  } finally {
    await counting.close()
  }
}

function said(language: Language): (step: SampleStep) => void {
  const words = {
    making: {
      vi: 'Lần đầu: tạo dữ liệu của một tỉnh tưởng tượng …',
      en: 'First run: making the data of a made-up province …',
    },
    importing: { vi: 'Nhập vào sổ ghi nhận …', en: 'Importing it into the ledger …' },
  } as const
  return (step) => process.stderr.write(`${words[step][language]}\n`)
}

/** The month that is over. */
function lastMonth(now: Instant): string {
  const [year = '', month = ''] = dateOf(now).split('-')
  const before = Number(month) === 1 ? [Number(year) - 1, 12] : [Number(year), Number(month) - 1]
  return `${before[0]}-${String(before[1]).padStart(2, '0')}`
}

type Page = {
  readonly scorecards: Scorecards
  readonly data: string
  readonly isSample: boolean
  /** Nothing is served: the way on is by commands. A server holds the folder, so it is by the browser then. */
  readonly isAlone: boolean
}

function page({ scorecards, data, isSample, isAlone }: Page, language: Language): string {
  const root = cardOf(scorecards, scorecards.tree.root)
  return [
    isSample ? sampleMark[language] : '',
    root.ok ? countedScorecard(scorecards, root.value, language) : '',
    rankingText(scorecards, 'department', language),
    isAlone ? hint(scorecards, data, language) : '',
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** What to try next: from the total to one late dossier. */
function hint(scorecards: Scorecards, data: string, language: Language): string {
  const { period } = scorecards.asked
  const last = lastOf(scorecards, 'commune') ?? scorecards.tree.root
  const run = (words: string) => `  node bin/chiso.js ${words} --data ${data} --period ${period}`
  const lines = [
    run('ranking --level commune'),
    run(`explain --unit ${last} --indicator on-time`),
    run(`dossiers --unit ${last} --indicator on-time`),
    `  node bin/chiso.js dossier <${language === 'vi' ? 'mã hồ sơ' : 'code'}> --data ${data} --period ${period}`,
  ]
  const head =
    language === 'vi'
      ? 'Thử tiếp, từ bảng điểm xuống đến một hồ sơ trễ hạn:'
      : 'Next, from the scorecard down to one late dossier:'
  return [head, ...lines].join('\n')
}

function lastOf(scorecards: Scorecards, level: Level): string | null {
  return rankLevel(scorecards, level).findLast(({ rank }) => rank !== null)?.unit ?? null
}
