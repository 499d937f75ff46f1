import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import type { Language } from '../core/words.ts'
import { type Audited, writePublished } from '../office/published.ts'
import { asked, print, valueOf } from './output.ts'
import { findingsTable } from './show/findings.ts'
import { monthlyAsText, publishedTable } from './show/published.ts'

const sample = fileURLToPath(new URL('../../samples/bao-cao-thang-11-2023.txt', import.meta.url))

/** The main job in one go: a published table is read, scored by rule, audited and written as the Word form. */
export function start(): Command {
  return new Command('start')
    .description('việc chính trên bảng mẫu tháng 11/2023 / the main job on the sample table of November 2023')
    .argument('[file]', 'bảng của tỉnh / a table of your own', sample)
    .option('--to <docx>', 'tệp Word cần ghi / the Word file to write', 'chiso-out/bao-cao-766.docx')
    .action(async (file: string, { to }: { to: string }, command: Command) => {
      const ask = asked(command)
      const audited = valueOf(await writePublished(file, to, { annex: true }), ask)
      if (audited !== null) print(page(file, to, audited, ask.language))
    })
}

function page(file: string, to: string, audited: Audited, language: Language): string {
  const { published, indexSet, findings, recomputed } = audited
  const table =
    published.kind === 'monthly' && indexSet
      ? monthlyAsText(published.table, language, { computed: recomputed, findings })
      : publishedTable(published, language)
  const vi = language === 'vi'
  const by = indexSet
    ? vi
      ? `Cột “Tính lại” theo bộ chỉ số ${indexSet.id}.`
      : `“By rule”: index set ${indexSet.id}.`
    : ''
  const word = relative('', resolve(to))
  const hint = `node bin/chiso.js published audit ${relative('', file)} --json`
  const closing = vi
    ? `Biểu Word, kèm ghi chú kiểm tra: ${word}\nThử tiếp: ${hint}`
    : `Word form with the findings annexed: ${word}\nNext: ${hint}`
  return [table, by, findingsTable(findings, language), closing].filter(Boolean).join('\n\n')
}
