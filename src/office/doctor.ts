import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Failure, failureText } from '../core/failure.ts'
import { dateOf, type Instant } from '../core/time/instant.ts'
import { formatPlainDate } from '../core/time/plain-date.ts'
import type { Language, Words } from '../core/words.ts'
import { verifyLedger } from '../ledger/verify.ts'
import { openCalendar } from './calendar.ts'
import { openShippedIndexSets } from './index-sets.ts'

export type Check = {
  readonly name: string
  readonly state: 'good' | 'warning' | 'bad'
  readonly words: Words
}

const scarce = 2 * 1024 ** 3

/** Whether chiso can work here: the program's own data, the folder, the ledger, the disk. */
export async function examine(folder: string, now: Instant): Promise<readonly Check[]> {
  return [node(), await indexSets(), calendar(now), ...dataFolder(folder)]
}

function good(name: string, vi: string, en: string): Check {
  return { name, state: 'good', words: { vi, en } }
}

function bad(name: string, vi: string, en: string): Check {
  return { name, state: 'bad', words: { vi, en } }
}

function node(): Check {
  const { node: version } = process.versions
  return good('node', `Node ${version}`, `Node ${version}`)
}

async function indexSets(): Promise<Check> {
  const ids = (await openShippedIndexSets()).map((set) => set.id).join(', ')
  return good('index-sets', `Bộ chỉ số: ${ids}`, `Index sets: ${ids}`)
}

/** A calendar that ends soon has to be renewed by the next decree on holidays. */
function calendar(now: Instant): Check {
  const { from, to } = openCalendar()
  const today = dateOf(now)
  const [first, last] = [formatPlainDate(from), formatPlainDate(to)]
  if (today < from || today > to)
    return bad(
      'calendar',
      `Lịch làm việc chỉ có từ ${first} đến ${last}. Cập nhật chiso.`,
      `The working calendar runs from ${first} to ${last} only. Update chiso.`,
    )
  return good('calendar', `Lịch làm việc từ ${first} đến ${last}`, `Working calendar from ${first} to ${last}`)
}

function dataFolder(folder: string): Check[] {
  if (!existsSync(join(folder, 'chiso.json')))
    return [
      bad(
        'folder',
        `${folder} chưa phải thư mục dữ liệu: chạy "chiso init"`,
        `${folder} is no data folder yet: run "chiso init"`,
      ),
    ]
  return [writable(folder), key(folder), disk(folder), ledger(folder)]
}

function writable(folder: string): Check {
  try {
    accessSync(folder, constants.R_OK | constants.W_OK)
    return good('folder', `Thư mục dữ liệu ${folder}: đọc, ghi được`, `Data folder ${folder}: can be read and written`)
  } catch {
    return bad(
      'folder',
      `Không ghi được vào ${folder}: kiểm tra quyền`,
      `${folder} cannot be written: check its permissions`,
    )
  }
}

function key(folder: string): Check {
  const path = join(folder, 'person.key')
  if (!existsSync(path))
    return bad('key', 'Mất tệp person.key: lấy lại bản giữ riêng', 'person.key is lost: put back the copy kept apart')
  const open = (statSync(path).mode & 0o077) !== 0 && process.platform !== 'win32'
  if (!open)
    return good('key', 'Khóa person.key chỉ chủ thư mục đọc được', 'The key person.key is readable by its owner only')
  return {
    name: 'key',
    state: 'warning',
    words: { vi: 'Người khác đọc được person.key: chạy chmod 600', en: 'Others can read person.key: run chmod 600' },
  }
}

function disk(folder: string): Check {
  const { bavail, bsize } = statfsSync(folder)
  const free = bavail * bsize
  const size = `${(free / 1024 ** 3).toFixed(1)} GB`
  if (free >= scarce) return good('disk', `Đĩa còn trống ${size}`, `${size} free on the disk`)
  return { name: 'disk', state: 'warning', words: { vi: `Đĩa chỉ còn ${size}`, en: `Only ${size} free on the disk` } }
}

function ledger(folder: string): Check {
  const verified = verifyLedger(folder)
  if (verified.ok) {
    const { seq, records } = verified.value
    return good(
      'ledger',
      `Sổ nguyên vẹn: ${seq} bản ghi nhận, ${records} bản ghi hiện hành`,
      `The ledger is whole: ${seq} observations, ${records} records`,
    )
  }
  const text = (failures: readonly Failure[], language: Language) =>
    failures.map((item) => failureText(item, language)).join('; ')
  return bad('ledger', text(verified.failures, 'vi'), text(verified.failures, 'en'))
}
