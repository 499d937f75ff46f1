import { syncReceipt } from '../observation/bodies.ts'
import { kept } from '../observation/kept.ts'
import type { Instant } from '../time/instant.ts'
import { TextCursor } from './text-cursor.ts'
import { name, object, safeWhole } from './text-shape.ts'

const shape = new RegExp(`^${object({ acknowledgedAt: safeWhole, dossier: name })}$`)

/** When the portal took a dossier in, of the text that the ledger keeps of its receipt. */
export function acknowledgedIn(text: string): Instant {
  if (shape.test(text)) return new TextCursor(text).moment('acknowledgedAt')
  return kept(syncReceipt, JSON.parse(text)).acknowledgedAt
}
