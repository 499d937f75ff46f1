import { Refusal } from '../core/failure.ts'
import { limits } from '../core/limits.ts'

/**
 * What people begin with when a long password is asked for; digits and signs after them change nothing. Short common
 * passwords need no list: they are too short anyway.
 */
const commonBeginnings = [
  'password',
  'passwordpassword',
  'matkhau',
  'matkhaumatkhau',
  'admin',
  'adminadmin',
  'administrator',
  'quantri',
  'quantrivien',
  'chiso',
  'motcua',
  'motcuadientu',
  'dichvucong',
  'congdichvucong',
  'cchc',
  'ubnd',
  'uyban',
  'vanphong',
  'vietnam',
  'hanoi',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'qwertyuiopasdfghjkl',
  'iloveyou',
  'anhyeuem',
  'emyeuanh',
  'welcome',
  'letmein',
  'changeme',
  'hello',
  'xinchao',
  'abc',
  'abcdef',
  'abcdefghijkl',
  'test',
  'user',
]
const beginnings: ReadonlySet<string> = new Set(commonBeginnings)
const runs = ['0123456789012345678901234567890', '9876543210987654321098765432109', 'abcdefghijklmnopqrstuvwxyz']

/** Typed on a Mac and on Windows, the same letters come as different characters. */
export function normalPassword(password: string): string {
  return password.normalize('NFC')
}

/**
 * Long, not one that everybody has, not the login name; nothing else is asked, since rules of composition give
 * "Matkhau@2026". Failures: password-length, password-common, password-has-login.
 */
export function checkPassword(password: string, login: string): void {
  const normal = normalPassword(password)
  const { least, most } = limits.passwordCharacters
  const characters = Array.from(normal)
  if (characters.length < least || characters.length > most) throw new Refusal('password-length', { least, most })
  const folded = normal.toLowerCase()
  if (login.length > 2 && folded.includes(login.toLowerCase())) throw new Refusal('password-has-login')
  if (new Set(characters).size < 5 || isCommon(folded)) throw new Refusal('password-common')
}

function isCommon(folded: string): boolean {
  const plain = folded.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd')
  const letters = plain.replaceAll(/\P{L}/gu, '')
  const compact = plain.replaceAll(/[^\p{L}\p{N}]/gu, '')
  return beginnings.has(letters) || runs.some((run) => compact.length > 4 && run.includes(compact))
}
