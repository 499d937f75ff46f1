/** Whether a key comes before another in the ledger's order, that of their bytes in UTF-8. */
export function comesBefore(key: string, other: string): boolean {
  const shared = Math.min(key.length, other.length)
  for (let at = 0; at < shared; at++) {
    const [unit, otherUnit] = [key.charCodeAt(at), other.charCodeAt(at)]
    if (unit !== otherUnit) return rank(unit) < rank(otherUnit)
  }
  return key.length < other.length
}

/** For sorting keys into that order. */
export function inKeyOrder(key: string, other: string): number {
  return key === other ? 0 : comesBefore(key, other) ? -1 : 1
}

/** In UTF-8 what takes two units of UTF-16 comes after all that takes one. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x1_0000 : unit
}
