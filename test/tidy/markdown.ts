/** What the tables of a Markdown page list, so that a list in the docs can be compared with the list in the code. */

/** Cells of all table rows, trimmed; headings of tables included, their rulers not. */
export function tableRows(markdown: string): string[][] {
  return markdown
    .split('\n')
    .filter((line) => /^\|.*\|\s*$/.test(line) && !/^[|\s:-]+$/.test(line))
    .map((line) =>
      line
        .trim()
        .slice(1, -1)
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    )
}

/** The codes in the first column: `| \`code\` | …`. A row whose first cell is anything else lists no code. */
export function listedCodes(markdown: string): string[] {
  return listedRows(markdown).map(([code]) => code ?? '')
}

/** The rows that list a code, the code without its back quotes. */
export function listedRows(markdown: string): string[][] {
  return tableRows(markdown).flatMap(([first = '', ...rest]) => {
    const code = /^`([^`]+)`$/.exec(first)?.[1]
    return code === undefined ? [] : [[code, ...rest]]
  })
}
