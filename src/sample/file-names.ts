import { templates } from '../intake/template/columns.ts'

export const truthFile = 'truth.json'
export const readmeFile = 'README.txt'
/** Newer versions of dossiers; after every month in the alphabet, as it has to be imported after them. */
export const updatesName = 'ho-so-cap-nhat'

export function monthName(month: string): string {
  return `ho-so-${month}`
}

/** Whether a sample may have written a file of this name. */
export function isSampleFile(name: string): boolean {
  const tables = templates.map((template) => `${template.name}.csv`)
  const isDossiers = /^ho-so-(?:\d{4}-\d{2}|cap-nhat)(?:-\d{2,})?\.(?:json|ndjson)$/.test(name)
  return isDossiers || tables.includes(name) || name === truthFile || name === readmeFile
}
