import { formatInstant } from '../time/instant.ts'
import { formatPlainDate } from '../time/plain-date.ts'
import type { Language, Words } from '../words.ts'
import type { Origin, PublishedForm } from './report.ts'

const forms: Record<PublishedForm, Words> = {
  'portal-old': { vi: 'Cổng DVCQG (dịch vụ cũ)', en: 'portal (old service)' },
  'portal-new': { vi: 'Cổng DVCQG (dịch vụ mới)', en: 'portal (new service)' },
  portal: { vi: 'Cổng DVCQG', en: 'portal' },
  'monthly-table': { vi: 'bảng tháng', en: 'monthly table' },
}

/** "cong · Cổng DVCQG · chụp 10/10/2026". */
export function originText({ source, form, capturedAt, recordedAt }: Origin, language: Language): string {
  const captured =
    capturedAt === null
      ? {
          vi: `không ghi ngày chụp, nhập ${formatInstant(recordedAt)}`,
          en: `no day of capture, imported ${formatInstant(recordedAt)}`,
        }
      : { vi: `chụp ${formatPlainDate(capturedAt)}`, en: `captured ${formatPlainDate(capturedAt)}` }
  return `${source} · ${forms[form][language]} · ${captured[language]}`
}
