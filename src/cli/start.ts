import { Command } from 'commander'
import { dateOf, type Instant } from '../core/time/instant.ts'
import type { Level } from '../core/unit/level.ts'
import type { Language } from '../core/words.ts'
import { askedOf } from '../office/counting/asked.ts'
import { openCounting } from '../office/counting/counting.ts'
import { cardOf, rankLevel, scoreAll, type Scorecards } from '../office/counting/scorecards.ts'
import { openOrSample, type SampleStep } from '../office/sample-province.ts'
import type { Around } from './around.ts'
import { asked, print, valueOf } from './output.ts'
import { countedScorecard, rankingText } from './show/counting.ts'

const sampleFolder = 'chiso-mau'

/** The main job in one go: a data folder, the province's scorecard and who stands where, and what to try next. */
export function start(around: Around): Command {
  return new Command('start')
    .description('mở thư mục dữ liệu, lần đầu nạp tỉnh mẫu / open the data folder, the sample province at first')
    .option('--data <folder>', 'thư mục dữ liệu / data folder', sampleFolder)
    .option(
      '--period <period>',
      'kỳ; bỏ trống: tháng gần nhất có hồ sơ / period; left out: the last month with dossiers',
    )
    .action(async ({ data, period }: { data: string; period?: string }, command: Command) => {
      const ask = asked(command)
      const opened = valueOf(await openOrSample(data, around.clock, said(ask.language)), ask)
      if (opened === null) return
      const counting = await openCounting(opened)
      try {
        const wanted = period ?? (opened.settings.sample ? '2026-10' : lastMonth(around.clock()))
        const question = valueOf(await askedOf({ period: wanted }, around.clock()), ask)
        if (question === null) return
        const scorecards = await scoreAll(counting, question)
        print(page({ scorecards, data, isSample: opened.settings.sample }, ask.language))
      } finally {
        await counting.close()
        opened.ledger.close()
      }
    })
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

type Page = { readonly scorecards: Scorecards; readonly data: string; readonly isSample: boolean }

function page({ scorecards, data, isSample }: Page, language: Language): string {
  const vi = language === 'vi'
  const root = cardOf(scorecards, scorecards.tree.root)
  const mark = vi ? '*** DỮ LIỆU MẪU: tỉnh này không có thật ***' : '*** SAMPLE DATA: this province does not exist ***'
  return [
    isSample ? mark : '',
    root.ok ? countedScorecard(scorecards, root.value, language) : '',
    rankingText(scorecards, 'department', language),
    hint(scorecards, data, language),
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
