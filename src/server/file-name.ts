/** Characters of a name that is kept. */
const longest = 100

/**
 * The name of a sent file as it may stand on this machine's disk: letters, digits, blank, dot, dash, underscore; no way to
 * another folder, no hidden file, no name that Windows keeps for itself.
 */
export function safeFileName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const clean = last
    .replaceAll(/[^\p{L}\p{N} ._-]/gu, '_')
    .replaceAll(/\.{2,}/g, '.')
    .replace(/^[\s.]+/, '')
    .replace(/[\s.]+$/, '')
  const ending = /\.[a-z\d]{1,8}$/i.exec(clean)?.[0] ?? ''
  const stem = clean
    .slice(0, clean.length - ending.length)
    .slice(0, longest)
    .toWellFormed()
    .replaceAll('\u{FFFD}', '')
    .trim()
  const isReserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(stem)
  return `${stem === '' || isReserved ? `tep_${stem}` : stem}${ending}`
}
