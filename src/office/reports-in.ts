import { basename } from 'node:path'
import { readFileSync } from 'node:fs'
import type { Result } from '../core/failure.ts'
import { limits } from '../core/limits.ts'
import type { Period } from '../core/period/period.ts'
import { fold, tidy } from '../core/text/fold.ts'
import type { PlainDate } from '../core/time/plain-date.ts'
import { provincesOf } from '../core/unit/code-lists.ts'
import { ProvinceNames } from '../core/unit/province-names.ts'
import { type Unit, unit } from '../core/unit/unit.ts'
import type { Item } from '../intake/item.ts'
import { readBytes } from './files.ts'
import { openShippedIndexSets } from './index-sets.ts'
import type { Installation } from './installation.ts'
import { publishedItems } from './published-import.ts'
import { bodiesOf } from './records.ts'

const provinces = new URL('../../code-lists/provinces.tsv', import.meta.url)

export type ReportsWish = {
  readonly source: string
  readonly unit: string | null
  readonly period: Period | null
  readonly capturedAt?: PlainDate
}

/** A published table from disk, as what is to go into the ledger. Failures: those of published-import.ts and of files. */
export async function readReports(
  path: string,
  { ledger, settings }: Installation,
  wish: ReportsWish,
): Promise<Result<readonly Item[]>> {
  const bytes = await readBytes(path, limits.fileBytes)
  if (!bytes.ok) return bytes
  const units = [...bodiesOf(ledger, 'unit')].map(({ body }) => unit.parse(body))
  return publishedItems(bytes.value, basename(path), {
    source: wish.source,
    unit: wish.unit ?? settings.unit,
    period: wish.period,
    capturedAt: wish.capturedAt ?? null,
    codeNamed: codesByName(units),
    indexSets: await openShippedIndexSets(),
  })
}

/** Units of the installation and provinces by name. A name of two of them is nobody's. */
function codesByName(units: readonly Unit[]): (name: string, day: string) => string | null {
  const names = new ProvinceNames(provincesOf(readFileSync(provinces, 'utf8')))
  const byName = Map.groupBy(units, ({ name }) => fold(tidy(name)))
  return (name, day) => {
    const own = (byName.get(fold(tidy(name))) ?? []).filter(
      ({ validFrom, validTo }) => (validFrom === null || validFrom <= day) && (validTo === null || validTo >= day),
    )
    const province = names.codeOf(name)
    const codes = new Set([...own.map(({ code }) => code), ...(province === null ? [] : [province])])
    const [code = null] = codes
    return codes.size === 1 ? code : null
  }
}
