import { type Command, Option } from 'commander'
import { type Level, levels } from '../core/unit/level.ts'
import { mustBePublished, national as nationalOf } from '../office/national.ts'
import { nationalJson } from '../office/reported-json.ts'
import type { Around } from './around.ts'
import { countingCommand, type CountingOptions, withCounting } from './counting.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { nationalText } from './show/national.ts'

const publishedOf: typeof nationalOf = async (...question) => {
  const found = await nationalOf(...question)
  return found.ok ? mustBePublished(found.value) : found
}

export function national(around: Around): Command {
  return countingCommand('national', around)
    .description('bảng các tỉnh theo số đã công bố, trung bình cả nước / provinces as published, the national row')
    .addOption(new Option('--level <level>', 'cấp / level').choices(levels).default('province'))
    .option('--json', 'in JSON / print JSON')
    .action(async (options: CountingOptions & { level: Level }, command: Command) => {
      const ask = asked(command)
      const question = { level: options.level, isChosen: options.indexSet !== undefined }
      const answer = valueOf(
        await withCounting(
          options,
          around,
          async (counting, when) => {
            const found = await publishedOf(counting, when, question)
            return found.ok
              ? { ok: true, value: { found: found.value, watermark: counting.engine.watermark() } }
              : found
          },
          'anybody',
        ),
        ask,
      )
      if (answer === null) return
      if (ask.json) printJson({ ...nationalJson(answer.found), watermark: answer.watermark })
      else print(nationalText(answer.found, ask.language))
    })
}
