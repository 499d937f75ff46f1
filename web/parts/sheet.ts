/** Tables as files that Excel opens by a click: UTF-8 with its mark, fields in quotes. */

export function sheetText(rows: readonly (readonly string[])[]): string {
  return `\u{FEFF}${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`
}

/** What begins like a formula is made a text: spreadsheets would work it out. */
function field(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}

export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
