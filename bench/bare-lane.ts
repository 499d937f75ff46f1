import { mkdirSync } from 'node:fs'
import type { Observation } from '../src/core/observation/observation.ts'
import { canonicalJson } from '../src/core/observation/canonical.ts'
import { origin } from '../src/core/chain.ts'
import { link, sha256 } from '../src/ledger/chain.ts'
import { connect } from '../src/ledger/file.ts'

/** One way of writing; answers with the seconds it took. */
export type Lane = { readonly name: string; write(observations: readonly Observation[]): number; close(): void }

const recorded = Date.UTC(2023, 10, 1)

/**
 * The same columns, index and settings, without records. `hashing`: canonical JSON and hashes are made while the clock
 * runs; otherwise before.
 */
export function bareLane(folder: string, hashing: boolean): Lane {
  mkdirSync(folder)
  const db = connect(folder, {})
  db.exec(`CREATE TABLE observations (seq INTEGER PRIMARY KEY, source TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
    version TEXT NOT NULL, source_time INTEGER, recorded_time INTEGER NOT NULL, body TEXT NOT NULL, body_hash BLOB NOT NULL,
    original_hash BLOB NOT NULL, chain BLOB NOT NULL, UNIQUE (kind, key, source, version)) STRICT`)
  const insert = db.prepare('INSERT INTO observations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  let seq = 0
  const rowOf = (each: Observation) => {
    const body = canonicalJson(each.body)
    const hashes = [
      sha256(body),
      each.originalHash,
      link(origin, [seq, each.source, each.kind, each.key, each.version, recorded, each.originalHash]),
    ].map((text) => Buffer.from(text, 'hex'))
    return [++seq, each.source, each.kind, each.key, each.version, each.sourceTime, recorded, body, ...hashes]
  }
  return {
    name: hashing ? 'bare, with hashes' : 'bare insert loop',
    write(observations) {
      const ready = hashing ? null : observations.map(rowOf)
      return timed(() => {
        db.exec('BEGIN')
        for (const row of ready ?? observations.map(rowOf)) insert.run(...row)
        db.exec('COMMIT')
      })
    },
    close: () => db.close(),
  }
}

export function timed(run: () => void): number {
  const before = performance.now()
  run()
  return (performance.now() - before) / 1000
}
