import { z } from '@hono/zod-openapi'
import { writeCsv } from '../report/sheet/csv.ts'
import type { ExportTable } from '../report/sheet/table.ts'
import { writeXlsx } from '../report/sheet/xlsx.ts'
import type { Stand } from '../office/export/facts.ts'
import { safeFileName } from './file-name.ts'
import type { Asking, Parts } from './parts.ts'

export const exportQuery = {
  format: z.enum(['csv', 'xlsx']).default('xlsx').openapi({ description: 'Dạng tệp' }),
}
export type ExportFormat = z.infer<(typeof exportQuery)['format']>

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

/** For `responses` of a route that hands out a table as a file. */
export const sheetAnswer = {
  description: 'Tệp bảng tính, nêu rõ kỳ, thời điểm, bộ chỉ số và số cuối của sổ ghi nhận',
  content: {
    'text/csv': { schema: { type: 'string', format: 'binary' } },
    [types.xlsx]: { schema: { type: 'string', format: 'binary' } },
  },
} as const

export function standOf(c: Asking, { installation }: Parts, watermark: number): Stand {
  return { watermark, sample: installation.settings.sample, language: c.get('language') }
}

/** The table as a file that a browser saves. `name`: parts of its name, whoever they come from. */
export async function sheetFile(
  c: Asking,
  table: ExportTable,
  format: ExportFormat,
  name: readonly string[],
): Promise<Response> {
  const bytes = format === 'csv' ? writeCsv(table) : await writeXlsx(table)
  const file = safeFileName(`chiso ${name.join(' ')}.${format}`.replaceAll(/[^\w.-]+/g, '-'))
  return c.body(new Uint8Array(bytes), 200, {
    'content-type': types[format],
    'content-length': String(bytes.length),
    'content-disposition': `attachment; filename="${file}"`,
  })
}
