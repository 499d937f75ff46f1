import { roleNames } from '../../core/rights/role.ts'
import { dateOf, type Instant } from '../../core/time/instant.ts'
import type { Language, Words } from '../../core/words.ts'
import type { SampleAccess } from '../../office/sample-accounts.ts'
import type { Started } from '../../server/run.ts'
import { shownOnce } from './accounts.ts'

export const sampleMark: Words = {
  vi: '*** DỮ LIỆU MẪU: tỉnh này không có thật ***',
  en: '*** SAMPLE DATA: this province does not exist ***',
}

/** What stands on the terminal while the server runs: where it is, who can sign in, how to send a dossier. */
export function startedText(started: Started, sample: SampleAccess | null, now: Instant, language: Language): string {
  const vi = language === 'vi'
  const { address, firstAdmin } = started
  const where = vi ? `Đang chạy: ${address}` : `Running: ${address}`
  const stop = vi ? 'Dừng bằng Ctrl-C.' : 'Ctrl-C stops it.'
  const parts = sample === null ? [where] : [sampleMark[language], where, peopleText(sample, language)]
  if (firstAdmin !== null) parts.push(firstAdminText(firstAdmin, language))
  if (sample !== null) parts.push(sendingText(address, sample, now, language))
  return [...parts, stop].join('\n\n')
}

export function firstAdminText({ login, password }: NonNullable<Started['firstAdmin']>, language: Language): string {
  const head = language === 'vi' ? `Đã tạo tài khoản quản trị "${login}".` : `Made the administrator "${login}".`
  return `${head}\n${shownOnce({ vi: 'Mật khẩu', en: 'Password' }, password, language)}`
}

function peopleText({ accounts, password }: SampleAccess, language: Language): string {
  const head =
    language === 'vi'
      ? `Tài khoản của tỉnh mẫu, chung một mật khẩu: ${password}`
      : `Accounts of the sample province, with one password: ${password}`
  const lines = accounts.map(
    ({ login, role, unitName }) => `  ${login.padEnd(14)}${roleNames[role][language].padEnd(22)}${unitName}`,
  )
  return [head, ...lines].join('\n')
}

/** One command that can be copied as it stands. */
function sendingText(address: string, { token }: SampleAccess, now: Instant, language: Language): string {
  const day = dateOf(now).replaceAll('-', '')
  const dossier = {
    MaHoSo: `H99.06-${day.slice(2)}-99001`,
    MaTTHC: '1.004194',
    DonViXuLy: '000.00.06.H99',
    KenhThucHien: '2',
    TrangThaiHoSo: '4',
    NgayTiepNhan: `${day}080000`,
    NgayHenTra: `${day}170000`,
  }
  const head = language === 'vi' ? 'Gửi thử một hồ sơ, từ một cửa sổ khác:' : 'Send a dossier, from another window:'
  const command =
    `  curl -sS ${address}/api/observations -H 'Authorization: Bearer ${token}' ` +
    `-H 'Content-Type: application/json' -d '[${JSON.stringify(dossier)}]'`
  return `${head}\n${command}`
}
