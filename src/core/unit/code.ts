/**
 * The one form of an agency code: `H01`, `H01.13`, `H01.13.02`. The older form counts upwards and is padded with
 * zeros, `000.02.13.H01`; `000.00.00.H37` is the same body as `H37`. Other codes are kept as they are.
 */
export function unitCode(code: string): string {
  const text = code.trim()
  const old = /^(\d{2,3})\.(\d{2})\.(\d{2})\.([A-Z]\d{2})$/.exec(text)
  if (!old) return text
  const [, third = '', second = '', first = '', body = ''] = old
  const parts = [first, second, third.slice(-2)]
  const last = parts.findLastIndex((part) => /[1-9]/.test(part))
  return [body, ...parts.slice(0, last + 1)].join('.')
}
