const longest = 60

/** What may be shown as it is: dates and times, dossier and unit codes, short numbers. */
const harmless = [
  /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?:[T ]+\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d+)?)?)?Z?$/,
  /^(?:0001|19\d\d|2\d{3}|9999)\d{10}$/,
  /^[A-Z]\d{2}(?:\.\d{1,3})*(?:-\d{6}-\d{1,7})?$/,
  /^\d{2,3}(?:\.\d{2}){2}\.[A-Z]\d{2}(?:-\d{6}-\d{1,7})?$/,
  /^-?\d{1,8}(?:[.,]\d{1,8})?$/,
]

/**
 * A value of a row that may hold personal data anywhere, cut short and made unreadable: "Nguyễn Văn An" is "N• V• A•",
 * "0912 345 678" is "0• 3• 6•". Dates, codes and short numbers stay.
 */
export function masked(value: unknown): string {
  const text = shown(value)
  if (harmless.some((shape) => shape.test(text))) return text
  return text.replaceAll(/\p{L}[\p{L}\p{M}]+/gu, first).replaceAll(/\d{2,}/g, first)
}

function first(run: string): string {
  return `${run[0]}•`
}

/** A value as a person can read it in one cell; objects and lists only by what they are. */
export function shown(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return '[…]'
  if (typeof value === 'object') return '{…}'
  const given = typeof value === 'string' ? value : JSON.stringify(value)
  const text = given
    .slice(0, longest + 1)
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, ' ')
  return text.length > longest ? `${text.slice(0, longest).toWellFormed()}…` : text
}
