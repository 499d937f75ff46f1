import type { Language } from '../../core/words.ts'
import type { Sample } from '../../sample/sample.ts'
import { textTable } from './text-table.ts'
import { integer } from './words.ts'

/** What was written, and the rates it was made to have. */
export function sampleText({ folder, period, files, expected, rates }: Sample, language: Language): string {
  const vi = language === 'vi'
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const size = `${integer(Math.ceil(bytes / 1_000_000), language)} MB`
  const head = vi
    ? `DỮ LIỆU MẪU: ${integer(expected.rows, language)} dòng hồ sơ trong ${folder} (${files.length + 1} tệp, ${size})`
    : `SAMPLE DATA: ${integer(expected.rows, language)} rows of dossiers in ${folder} (${files.length + 1} files, ${size})`
  const rows = Object.entries(rates).map(([id, { part, whole, percent, target }]) => [
    id,
    `${integer(part, language)} / ${integer(whole, language)}`,
    rate(percent, language),
    rate(target, language),
  ])
  const columns = vi
    ? [`Chỉ số, kỳ ${period}`, 'Tử số / mẫu số', 'Tỷ lệ', 'Bảng 11/2023']
    : [`Indicator in ${period}`, 'Part / whole', 'Rate', 'Table of 11/2023']
  const closing = vi
    ? 'truth.json ghi số đếm đúng của từng đơn vị, từng chỉ số, từng kỳ.'
    : 'truth.json has the counts that were meant, of every unit, indicator and period.'
  return [head, textTable(columns, rows, { widths: [26, 24, 10, 18], right: [1, 2, 3] }), closing].join('\n\n')
}

function rate(percent: number, language: Language): string {
  const text = percent.toFixed(2)
  return `${language === 'vi' ? text.replace('.', ',') : text}%`
}
