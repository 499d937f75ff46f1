import { failed, type Result } from '../core/failure.ts'
import { templates } from '../intake/template/columns.ts'
import { writeTemplate } from '../intake/template/write.ts'
import { writeBytes } from './files.ts'

export const templateNames: readonly string[] = templates.map(({ name }) => name)

/** Writes an empty template, CSV or XLSX by the ending of the name. Failures: template-unknown, format-unknown. */
export async function writeTemplateFile(name: string, to: string): Promise<Result<string>> {
  const template = templates.find((item) => item.name === name)
  if (!template) return failed('template-unknown', { name, known: templateNames.join(', ') })
  const format = /\.(csv|xlsx)$/i.exec(to)?.[1]?.toLowerCase()
  if (format !== 'csv' && format !== 'xlsx') return failed('format-unknown', {}, { file: to })
  return writeBytes(to, await writeTemplate(template, format))
}
