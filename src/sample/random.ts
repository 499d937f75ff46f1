/**
 * Chance that can be repeated: sfc32 (Chris Doty-Humphrey's small fast counter), seeded from a text. The same text gives
 * the same numbers on every machine, because only 32-bit integer arithmetic is used.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #counter = 1

  constructor(seed: string) {
    ;[this.#a, this.#b, this.#c] = [hash(seed, 0x9e3779b9), hash(seed, 0x85ebca6b), hash(seed, 0xc2b2ae35)]
    for (let round = 0; round < 12; round++) this.next()
  }

  /** 0 to 2³² − 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return sum >>> 0
  }

  /** 0 to `count` − 1; its bias of count / 2³² is of no matter here. */
  below(count: number): number {
    return Math.floor((this.next() / 4_294_967_296) * count)
  }

  /** A whole number from `first` to `last`, both possible. */
  between(first: number, last: number): number {
    return first + this.below(last - first + 1)
  }

  chance(share: number): boolean {
    return this.next() < share * 4_294_967_296
  }

  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)]
    if (item === undefined) throw new Error('nothing to pick from')
    return item
  }

  /** Exactly `count` of the items, each as likely as any other. Throws when there are not so many. */
  choose<T>(items: readonly T[], count: number): T[] {
    if (count > items.length) throw new Error(`${count} wanted of ${items.length}`)
    const rest = [...items]
    for (let place = 0; place < count; place++) {
      const other = this.between(place, rest.length - 1)
      const [here, there] = [rest[place], rest[other]]
      if (here !== undefined && there !== undefined) [rest[place], rest[other]] = [there, here]
    }
    return rest.slice(0, count)
  }
}

/** FNV-1a with an avalanche at the end, so that "1/2" and "1/3" share nothing. */
function hash(text: string, start: number): number {
  let value = start
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 16_777_619)
  value = Math.imul(value ^ (value >>> 16), 0x21f0aaad)
  value = Math.imul(value ^ (value >>> 15), 0x735a2d97)
  return value ^ (value >>> 15)
}
