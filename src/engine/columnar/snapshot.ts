import { z } from 'zod'
import { type Table, tableNames, tables } from '../../core/fact/tables.ts'
import { seqOf, type Seq } from '../../core/observation/observation.ts'
import { Dictionary } from '../../core/fact/dictionary.ts'
import { Facts } from './facts.ts'
import type { SaveJob } from './job.ts'
import { KeyCodes } from './key-code.ts'
import type { Kind } from './layout.ts'
import { readSnapshot } from './snapshot-file.ts'
import type { Codes } from './table-store.ts'

/** What lies in a snapshot, and how it becomes an engine's memory again. The index is made anew. */

const size = z.object({ rows: z.int().min(1), blockRows: z.int().min(1) })
const headerShape = z.object({
  of: z.string(),
  /** The columns of every table: facts of other columns are of no use. */
  columns: z.string(),
  watermark: z.int().min(0),
  sizes: z.object({ dossier: size, other: size, narrowCodes: z.int(), pickShare: z.int() }),
  wide: z.boolean(),
  units: z.array(z.string()),
  procedures: z.array(z.string().nullable()),
  keysUsed: z.int(),
  agencyCount: z.int(),
  /** Chunks of texts, then for each table and kind its rows and buffers. */
  chunks: z.int().min(0),
  lists: z.array(z.object({ rows: z.int().min(0), buffers: z.int().min(0) })),
  bytes: z.array(z.int().min(0)),
})
type Header = z.infer<typeof headerShape>

const columns = JSON.stringify(tables)
const kinds: readonly Kind[] = ['alone', 'among']
const lists: readonly (readonly [Table, Kind])[] = tableNames.flatMap((table) =>
  kinds.map((kind) => [table, kind] as const),
)

type Saved = { readonly watermark: Seq; readonly file: string; readonly of: string }

export function saveJob(facts: Facts, { watermark, file, of }: Saved): SaveJob {
  const { units, procedures, keys } = facts.codes
  const { chunks, used, agencies, agencyCount } = keys.shape()
  const kept = lists.map(([table, kind]) => {
    const rows = facts.of(table)[kind]
    return { rows: rows.count, buffers: rows.states().map(({ segment }) => segment.buffer) }
  })
  const buffers = [agencies, ...chunks, ...kept.flatMap((each) => each.buffers)]
  const header: Header = {
    of,
    columns,
    watermark,
    sizes: facts.sizes,
    wide: facts.wide,
    units: [...units.texts],
    procedures: [...procedures.texts],
    keysUsed: used,
    agencyCount,
    chunks: chunks.length,
    lists: kept.map((each) => ({ rows: each.rows, buffers: each.buffers.length })),
    bytes: buffers.map(({ byteLength }) => byteLength),
  }
  return { kind: 'save', file, header: JSON.stringify(header), buffers }
}

/** Null: nothing there that is whole, of these columns and made from `of`. */
export async function readFacts(
  file: string,
  of: string,
): Promise<{ readonly facts: Facts; readonly watermark: Seq } | null> {
  const read = await readSnapshot(file, (json) => {
    const parsed = headerShape.safeParse(json)
    if (!parsed.success || parsed.data.of !== of || parsed.data.columns !== columns) return null
    return { value: parsed.data, sizes: parsed.data.bytes }
  })
  if (read === null) return null
  const { header, buffers } = read
  const [agencies, ...others] = buffers
  if (agencies === undefined) return null
  const chunks = others.slice(0, header.chunks)
  const codes: Codes = {
    units: new Dictionary(header.units),
    procedures: new Dictionary(header.procedures),
    keys: new KeyCodes({ chunks, used: header.keysUsed, agencies, agencyCount: header.agencyCount }),
  }
  const facts = new Facts(header.sizes, codes, header.wide)
  let next = header.chunks
  for (const [place, [table, kind]] of lists.entries()) {
    const { rows = 0, buffers: count = 0 } = header.lists[place] ?? {}
    facts.of(table).restore(kind, rows, others.slice(next, next + count))
    next += count
  }
  for (const table of tableNames) facts.of(table).buildIndex()
  return { facts, watermark: seqOf(header.watermark) }
}
