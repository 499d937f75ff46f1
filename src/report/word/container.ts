import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'

const STAMP = /(?<=<dcterms:(?:created|modified) [^>]*>)[^<]*/g

/** A zip entry's time is local time: built from local parts it is the same bytes in every time zone. */
const entryTime = () => new Date(2000, 0, 1, 12)

/**
 * Makes the file a pure function of what it says: the library writes the present time into the properties and into
 * every zip entry. `instant` is what the properties state instead, as 2023-12-04T00:00:00Z.
 */
export function sealed(file: Uint8Array, instant: string): Uint8Array {
  const parts: Record<string, Uint8Array> = {}
  for (const [path, bytes] of Object.entries(unzipSync(file))) {
    parts[path] = path === 'docProps/core.xml' ? strToU8(strFromU8(bytes).replaceAll(STAMP, () => instant)) : bytes
  }
  return zipSync(parts, { level: 6, mtime: entryTime() })
}
