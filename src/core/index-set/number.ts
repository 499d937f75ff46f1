/** The numbering that people know from that version's tables: of the table of 2023, else of the calculation note. */
export function numberIn(numbers: Readonly<Record<string, string>>, set: string): string {
  const preferred = set.endsWith('/2023') ? ['table-2023', 'note'] : ['note', 'table-2023']
  const key = [...preferred, 'law'].find((name) => numbers[name] !== undefined)
  return (key === undefined ? undefined : numbers[key]) ?? Object.values(numbers)[0] ?? ''
}
