import type { DatabaseSync } from 'node:sqlite'

/** Of all observations of an entity the first in this order is its record. */
export const newestFirst = 'coalesce(source_time, recorded_time) DESC, seq DESC'

/**
 * The fold: per (kind, key) the observation with the greatest time wins, the source's time where it gives one, else the
 * time of recording; among equal times the later seq. It does not depend on the order or the batches of arrival, but for
 * the ties and the times of recording that the ledger itself assigns.
 */
const fold = `
  SELECT kind, key, seq, at FROM (
    SELECT kind, key, seq, coalesce(source_time, recorded_time) AS at,
      row_number() OVER (PARTITION BY kind, key ORDER BY ${newestFirst}) AS place
    FROM observations
  ) WHERE place = 1`

/**
 * The seq that a row of `records` had when the ledger held `?1` observations; NULL: there was none. What wins among all and
 * was there already won then too, so only the entities that a later observation won are folded again.
 */
export const seqAsOf = `
  CASE WHEN records.seq <= ?1 THEN records.seq ELSE (
    SELECT said.seq FROM observations AS said
    WHERE said.kind = records.kind AND said.key = records.key AND said.seq <= ?1 ORDER BY ${newestFirst} LIMIT 1
  ) END`

/** The fold, one observation at a time. The first one of an entity changes a row, a later one none. */
export const foldFirst = `INSERT INTO records (kind, key, seq, at) VALUES (?, ?, ?, ?) ON CONFLICT (kind, key) DO NOTHING`

/** A later observation: seq only grows, so an equal time goes to the new one. */
export const foldNext = `UPDATE records SET seq = ?, at = ? WHERE kind = ? AND key = ? AND ? >= at`

/** What the records are and should not be, and what they should be and are not. */
export const wrongRecords = `
  SELECT kind, key FROM (${fold} EXCEPT SELECT kind, key, seq, at FROM records)
  UNION SELECT kind, key FROM (SELECT kind, key, seq, at FROM records EXCEPT ${fold}) ORDER BY kind, key LIMIT 1`

/** Makes the records again from the observations, inside the caller's transaction. */
export function refold(db: DatabaseSync): void {
  db.exec(`DELETE FROM records; INSERT INTO records (kind, key, seq, at) ${fold}`)
}
