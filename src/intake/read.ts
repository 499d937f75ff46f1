import { Refusal } from '../core/failure.ts'
import { readSums } from './aggregate/read.ts'
import type { IntakeContext } from './context.ts'
import type { IntakeFile } from './file.ts'
import type { Item, Progress } from './item.ts'
import { mappingOf } from './list/mapping.ts'
import { readList } from './list/read.ts'
import { untilRefused } from './quarantine.ts'
import { type Confirmed, type Recognised, recogniseFile, type TablePlace } from './recognise.ts'
import { readSync } from './sync/read.ts'
import type { TableRow } from './table/row.ts'
import { tableRows } from './table/rows.ts'
import { readTemplate } from './template/read.ts'

/**
 * The door of intake: what a file holds, row by row, in memory that does not grow with the file. Nothing is thrown for
 * what the file holds: bad rows are quarantined, and a file that cannot be read (further) ends with `failed`.
 */
export function readFile(
  file: IntakeFile,
  context: IntakeContext,
  progress: Progress,
  confirmed: Confirmed = {},
): AsyncGenerator<Item> {
  return untilRefused(file.name, read(file, context, progress, confirmed))
}

async function* read(
  file: IntakeFile,
  context: IntakeContext,
  progress: Progress,
  confirmed: Confirmed,
): AsyncGenerator<Item> {
  const found = await recogniseFile(file, confirmed)
  if (found.adapter === 'sync') {
    yield* readSync(file, found.isLines, context, progress)
    return
  }
  const rows = rowsBelow(file, found, progress)
  yield* readTable(file.name, found, rows, context, progress, confirmed)
}

function readTable(
  name: string,
  found: Exclude<Recognised, { adapter: 'sync' }>,
  rows: AsyncIterable<TableRow>,
  context: IntakeContext,
  progress: Progress,
  confirmed: Confirmed,
): AsyncGenerator<Item> {
  switch (found.adapter) {
    case 'template':
      return readTemplate(name, found.template, found.heading, rows, context, progress)
    case 'list': {
      const mapping = confirmed.list ?? mappingOf(found.guesses)
      if (mapping === null) throw new Refusal('data-not-recognised')
      return readList(name, mapping, found.heading, rows, context, progress)
    }
    case 'aggregate':
      return readSums(name, confirmed.sums ?? found.guess, found.sums, rows, context, progress)
  }
}

/** The rows of the table, below its heading; other sheets are left out. */
async function* rowsBelow(file: IntakeFile, place: TablePlace, progress: Progress): AsyncGenerator<TableRow> {
  for await (const row of tableRows(file, place.format, progress)) {
    if (row.sheet === place.sheet && row.number > place.heading.number) yield row
  }
}
