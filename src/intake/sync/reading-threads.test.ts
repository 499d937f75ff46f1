import { afterAll, expect, test } from 'vitest'
import { dossier } from '../../core/dossier/dossier.ts'
import { fold } from '../../core/text/fold.ts'
import { contextOf, envelope, fileOf, hoSo } from '../fixtures/files.ts'
import { type Item, Progress } from '../item.ts'
import { keyedHash } from '../keyed-hash.ts'
import { readFile } from '../read.ts'
import { ReadingThreads } from './reading-threads.ts'

const key = Buffer.alloc(32, 7)
const unitCodes = new Map([[fold('Sở Tư pháp Mẫu'), 'H99.08']])
const { source, now } = contextOf()
const threads = new ReadingThreads({ source, now, key }, 2)
threads.know(unitCodes)
afterAll(() => threads.close())

/** Good rows, bad ones, names of units, and steps of dossiers that stand just before them. */
function rowsOf(count: number): unknown[] {
  return Array.from({ length: count }, (_, index) => {
    const MaHoSo = `H99.01-261008-${String(index).padStart(4, '0')}`
    if (index % 11 === 1)
      return {
        MaHoSo: `H99.01-261008-${String(index - 1).padStart(4, '0')}`,
        ThoiDiemXuLy: '20261020080000',
        TrangThai: '9',
      }
    if (index % 13 === 2) return { ...hoSo, MaHoSo, NgayTiepNhan: '20261301' }
    if (index % 17 === 3) return { ...hoSo, MaHoSo, DonViXuLy: 'SỞ TƯ PHÁP MẪU' }
    if (index % 19 === 4) return { ...hoSo, MaHoSo, DonViXuLy: 'Sở không có' }
    return index % 23 === 5 ? index : { ...hoSo, MaHoSo, SoGiayToChuHoSo: `0011990${index}` }
  })
}

/** All that was read, as plain values, the way the office reads: a row is known once it was taken. */
async function itemsOf(name: string, text: string, threadsOrNull: ReadingThreads | null) {
  const known = new Map<string, unknown>()
  const context = contextOf({
    hash: keyedHash(key),
    unitNamed: (unit) => unitCodes.get(fold(unit)),
    knownDossier: (code) => (known.has(code) ? dossier.parse(known.get(code)) : undefined),
    threads: threadsOrNull,
  })
  const progress = new Progress()
  const items: Item[] = []
  for await (const item of readFile(fileOf(name, text), context, progress)) {
    if (item.kind !== 'observation') items.push(item)
    else {
      const { kind, key: code, version, sourceTime, body, text: json, textHash, originalHash } = item.observation
      known.set(code, body)
      const observation = {
        source: item.observation.source,
        kind,
        key: code,
        version,
        sourceTime,
        body,
        text: json,
        textHash,
        originalHash,
      }
      items.push({ kind: 'observation', observation })
    }
  }
  return { items, rows: progress.rows }
}

test.each([
  [
    'lines',
    'a.ndjson',
    rowsOf(4_000)
      .map((row) => JSON.stringify(row))
      .join('\n') + '\n{"MaHoSo":\n',
  ],
  ['an envelope', 'a.json', JSON.stringify(envelope(rowsOf(500)))],
  ['a list that breaks off', 'a.json', JSON.stringify(rowsOf(500)).slice(0, -100)],
  [
    'envelopes, one to a line',
    'a.ndjson',
    rowsOf(300)
      .map((row) => JSON.stringify(envelope([row])))
      .join('\n'),
  ],
])('with threads and without, the same is read from %s', { timeout: 60_000 }, async (_, name, text) => {
  const alone = await itemsOf(name, text, null)
  const threaded = await itemsOf(name, text, threads)
  expect(threads.isStarted).toBe(true)
  expect(new Set(alone.items.map(({ kind }) => kind)).size).toBeGreaterThan(1)
  expect(threaded).toEqual(alone)
})
