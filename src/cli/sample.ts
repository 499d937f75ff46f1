import { setFlagsFromString } from 'node:v8'
import { Command, InvalidArgumentError } from 'commander'
import { limits } from '../core/limits.ts'
import { writeSample } from '../office/sample.ts'
import { fewestDossiers } from '../sample/sample.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { sampleText } from './show/sample.ts'

type Options = { dossiers: number; seed: string; out: string; ndjson?: boolean; overwrite?: boolean }

export function sample(): Command {
  return new Command('sample')
    .description('tạo dữ liệu mẫu của một tỉnh tưởng tượng / make the data of a made-up province')
    .option('--dossiers <count>', 'số hồ sơ / how many dossiers', count, 20_000)
    .option('--seed <text>', 'hạt giống: cùng hạt giống, cùng tệp / the same seed gives the same files', '1')
    .requiredOption('--out <folder>', 'thư mục ghi vào / the folder to write into')
    .option('--ndjson', 'hồ sơ từng dòng thay cho gói đồng bộ / dossiers as lines instead of envelopes')
    .option('--overwrite', 'thay bộ mẫu cũ trong thư mục / replace an earlier sample there')
    .option('--json', 'in JSON / print JSON')
    .action(async ({ dossiers, seed, out, ndjson, overwrite }: Options, command: Command) => {
      const ask = asked(command)
      // Rows live for microseconds: a young heap that grows takes 100 MB more and is no faster.
      setFlagsFromString('--semi-space-growth-factor=1')
      const wish = { dossiers, seed, out, isLines: ndjson === true, overwrite: overwrite === true }
      const made = valueOf(await writeSample(wish), ask)
      if (made === null) return
      if (ask.json) printJson(made)
      else print(sampleText(made, ask.language))
      if (made.missed.length > 0)
        process.stderr.write(
          ask.language === 'vi'
            ? `Quá ít hồ sơ để đạt đúng hai số lẻ: ${made.missed.join(', ')}\n`
            : `Too few dossiers to meet the second decimal: ${made.missed.join(', ')}\n`,
        )
    })
}

function count(text: string): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (value >= fewestDossiers && value <= limits.sampleDossiers) return value
  throw new InvalidArgumentError(`${fewestDossiers} – ${limits.sampleDossiers}`)
}
