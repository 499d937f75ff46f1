import { fold, tidy } from '../text/fold.ts'
import type { Province } from './code-lists.ts'

/** What a province's name may begin with: "UBND tỉnh", "TP.", "Thành phố". */
const prefix = /^(?:(?:uy ban nhan dan|ubnd)\s+)?(?:tinh\s+|thanh pho\s+|tp\.\s*|tp\s+)?/
const bracketed = /\s*\(([A-Z]\d{2})\)$/

/** A province's name without what it may be written with, folded: "UBND tỉnh Bắc Ninh" is "bac ninh". */
export function bareProvinceName(name: string): string {
  return fold(tidy(name)).replace(prefix, '')
}

/**
 * Finds provinces by their printed names. A code in brackets ("Phú Thọ (H44)") has to be that of the name; what names no
 * province, or another one, is not found.
 */
export class ProvinceNames {
  readonly #codes: ReadonlyMap<string, string>

  constructor(provinces: readonly Province[]) {
    this.#codes = new Map(provinces.map(({ code, name }) => [bareProvinceName(name), code]))
  }

  codeOf(printed: string): string | null {
    const stated = bracketed.exec(printed.trim())?.[1]
    const code = this.#codes.get(bareProvinceName(printed.trim().replace(bracketed, ''))) ?? null
    return stated === undefined || stated === code ? code : null
  }
}
