import type { DatabaseSync } from 'node:sqlite'

/**
 * The fold: per (kind, key) the observation with the greatest time wins, the source's time where it gives one, else the
 * time of recording; among equal times the later seq. It does not depend on the order or the batches of arrival, but for
 * the ties and the times of recording that the ledger itself assigns.
 */
const fold = `
  SELECT kind, key, seq, at FROM (
    SELECT kind, key, seq, coalesce(source_time, recorded_time) AS at,
      row_number() OVER (PARTITION BY kind, key ORDER BY coalesce(source_time, recorded_time) DESC, seq DESC) AS place
    FROM observations
  ) WHERE place = 1`

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
