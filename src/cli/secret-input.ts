import { failed, type Result } from '../core/failure.ts'
import { limits } from '../core/limits.ts'

/** A password is never an argument: arguments stand in the list of processes and in the shell's history. */
export const secretOption = [
  '--stdin',
  'đọc mật khẩu từ đầu vào chuẩn / read the password from standard input',
] as const

/** The first line of standard input. Failure: file-too-large. */
export async function secretFromInput(): Promise<Result<string>> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin) {
    const bytes = Buffer.from(chunk)
    chunks.push(bytes)
    size += bytes.length
    if (size > limits.passwordBytes) return failed('file-too-large', { size, limit: limits.passwordBytes })
    if (bytes.includes(10)) break
  }
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/)
  return { ok: true, value: line }
}
