import type { Command } from 'commander'
import { dossierJson, dossierMoment, explainDossier } from '../office/dossier.ts'
import { heldAt } from '../office/installation.ts'
import { type Around, folderCommand, withInstallation } from './around.ts'
import { watermarkOption } from './counting.ts'
import { asked, print, printJson, valueOf } from './output.ts'
import { dossierText } from './show/dossier.ts'

type Options = { readonly data: string; readonly asOf?: string; readonly period?: string; readonly watermark?: string }

export function dossier(around: Around): Command {
  return folderCommand('dossier', around)
    .description('một hồ sơ: diễn biến và kết luận đúng hạn hay trễ hạn / one dossier: its timeline and its judgement')
    .argument('<code>', 'mã hồ sơ / dossier code')
    .option('--as-of <moment>', 'tính đến / as of: 31/10/2026, 2026-10-31, 31/10/2026 17:00')
    .option('--period <period>', 'kỳ / period: 2026-10, 2026-Q3, 2026')
    .addOption(watermarkOption())
    .option('--json', 'in JSON / print JSON')
    .action(async (code: string, options: Options, command: Command) => {
      const ask = asked(command)
      const moment = valueOf(dossierMoment(options, around.clock()), ask)
      if (moment === null) return
      const explained = valueOf(
        await withInstallation(options.data, around, (open) => {
          const held = heldAt(open, options.watermark)
          return held.ok ? explainDossier(held.value, code, moment) : held
        }),
        ask,
      )
      if (explained === null) return
      if (ask.json) printJson(dossierJson(explained, moment, ask.language))
      else print(dossierText(explained, moment, ask.language))
    })
}
