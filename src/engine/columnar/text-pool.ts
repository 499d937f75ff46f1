export const chunkBytes = 1 << 16
const longest = 0x7fff

/**
 * Texts in shared memory, found by address, so that every thread reads the same. An entry is its length with a bit for
 * "two bytes a character", then the characters as UTF-16 code units: any text comes back exactly. Nothing is moved; what is
 * given back is only counted.
 */
export class TextPool {
  readonly #chunks: SharedArrayBuffer[]
  readonly #views: { readonly words: Uint16Array; readonly bytes: Uint8Array }[] = []
  #used: number

  constructor(chunks: readonly SharedArrayBuffer[] = [], used = 0) {
    this.#chunks = [...chunks]
    for (const chunk of chunks) this.#view(chunk)
    this.#used = used
  }

  get chunks(): readonly SharedArrayBuffer[] {
    return this.#chunks
  }

  /** Where the next text goes. */
  get used(): number {
    return this.#used
  }

  #view(chunk: SharedArrayBuffer): void {
    this.#views.push({ words: new Uint16Array(chunk), bytes: new Uint8Array(chunk) })
  }

  add(text: string): number {
    if (text.length > longest) throw new RangeError(`a key of ${text.length} characters; at most ${longest}`)
    const wide = !isNarrow(text)
    const bytes = 2 + (wide ? text.length * 2 : text.length + (text.length & 1))
    const room = this.#chunks.length * chunkBytes - this.#used
    if (bytes > room) this.#grow()
    const address = this.#used
    this.#used += bytes
    const { words, bytes: narrow } = this.#at(address)
    const start = address % chunkBytes
    words[start / 2] = text.length | (wide ? 0x8000 : 0)
    for (let place = 0; place < text.length; place++) {
      if (wide) words[start / 2 + 1 + place] = text.charCodeAt(place)
      else narrow[start + 2 + place] = text.charCodeAt(place)
    }
    return address
  }

  #grow(): void {
    // Addresses are kept in 32 bits.
    if (this.#chunks.length * chunkBytes >= 2 ** 32) throw new RangeError('the keys take more than 4 GB')
    this.#used = this.#chunks.length * chunkBytes
    const chunk = new SharedArrayBuffer(chunkBytes)
    this.#chunks.push(chunk)
    this.#view(chunk)
  }

  #at(address: number): { readonly words: Uint16Array; readonly bytes: Uint8Array } {
    const view = this.#views[Math.floor(address / chunkBytes)]
    if (view === undefined) throw new RangeError(`no text at ${address}`)
    return view
  }

  text(address: number): string {
    const { words, bytes } = this.#at(address)
    const start = address % chunkBytes
    const head = words[start / 2] ?? 0
    const length = head & longest
    let text = ''
    for (let place = 0; place < length; place++)
      text += String.fromCharCode((head > longest ? words[start / 2 + 1 + place] : bytes[start + 2 + place]) ?? 0)
    return text
  }

  is(address: number, text: string): boolean {
    const { words, bytes } = this.#at(address)
    const start = address % chunkBytes
    const head = words[start / 2] ?? 0
    if ((head & longest) !== text.length) return false
    for (let place = 0; place < text.length; place++) {
      const unit = head > longest ? words[start / 2 + 1 + place] : bytes[start + 2 + place]
      if (unit !== text.charCodeAt(place)) return false
    }
    return true
  }
}

function isNarrow(text: string): boolean {
  for (let place = 0; place < text.length; place++) if (text.charCodeAt(place) > 0xff) return false
  return true
}
