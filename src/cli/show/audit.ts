import { eventWords, type StoredEntry } from '../../access/audit-entry.ts'
import { formatInstant } from '../../core/time/instant.ts'
import type { Language, Words } from '../../core/words.ts'
import { textTable } from './text-table.ts'
import { say } from './words.ts'

const actors: Record<StoredEntry['actor'], Words> = {
  account: { vi: '', en: '' },
  source: { vi: 'nguồn ', en: 'source ' },
  'sign-on': { vi: 'đăng nhập một lần', en: 'single sign-on' },
  console: { vi: 'dòng lệnh', en: 'command line' },
  nobody: { vi: 'không rõ', en: 'unknown' },
}

export function auditTable(entries: readonly StoredEntry[], language: Language): string {
  const vi = language === 'vi'
  if (entries.length === 0) return vi ? 'Nhật ký chưa có dòng nào.' : 'There are no entries.'
  const head = vi
    ? ['Số', 'Lúc', 'Ai', 'Việc', 'Đơn vị', 'Kết quả', 'Địa chỉ', 'Chi tiết']
    : ['No.', 'At', 'Who', 'What', 'Unit', 'Outcome', 'Address', 'Detail']
  const done = vi ? '✓ được' : '✓ done'
  const refused = vi ? '✗ từ chối' : '✗ refused'
  const rows = entries.map((entry) => [
    String(entry.number),
    formatInstant(entry.at),
    say(actors[entry.actor], language) + (entry.actorName ?? ''),
    say(eventWords(entry.event), language),
    entry.unit ?? '',
    entry.outcome === 'done' ? done : refused,
    entry.address ?? '',
    detailText(entry.detail),
  ])
  return textTable(head, rows, { widths: [6, 20, 18, 20, 10, 12, 14, 0] })
}

function detailText(detail: unknown): string {
  if (typeof detail !== 'object' || detail === null) return String(detail)
  return Object.entries(detail)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(' ')
}
