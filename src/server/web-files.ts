import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

const built = fileURLToPath(new URL('../../web/dist/', import.meta.url))

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
}
/** Of what is packed already nothing is gained. */
const packed: ReadonlySet<string> = new Set(['.woff2', '.png'])

export type Packing = 'br' | 'gzip' | null
export type WebFile = { readonly type: string; readonly etag: string; bytes(packing: Packing): Promise<Uint8Array> }

/**
 * The built web app. Its folder is listed once, at the start: only what was there then is given out, so an address never
 * becomes a path. Files are small and asked for again and again: each is read and packed once.
 */
export class WebFiles {
  readonly #files: ReadonlyMap<string, WebFile>

  constructor(folder: string = built) {
    const names = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
    const known = names.filter((name) => types[extname(name)] !== undefined)
    this.#files = new Map(known.map((name) => [name.replaceAll('\\', '/'), fileAt(join(folder, name))]))
  }

  /** False when the app was not built. */
  get isBuilt(): boolean {
    return this.#files.has('index.html')
  }

  /** By its path inside the folder: `index.html`, `assets/app-1a2b.js`. */
  get(name: string): WebFile | null {
    return this.#files.get(name) ?? null
  }
}

function fileAt(path: string): WebFile {
  const bytes = readFileSync(path)
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
  const made = new Map<Packing, Promise<Uint8Array>>()
  return {
    type: types[extname(path)] ?? '',
    etag,
    bytes: (wanted) => {
      const packing = packed.has(extname(path)) ? null : wanted
      const known = made.get(packing) ?? pack(bytes, packing)
      made.set(packing, known)
      return known
    },
  }
}

/** Levels of gzip and brotli: for what is packed once, and for what is packed anew each time. */
const efforts = { once: { gzip: 9, br: 11 }, each: { gzip: 6, br: 5 } } as const

export function pack(bytes: Uint8Array, packing: Packing, effort: keyof typeof efforts = 'once'): Promise<Uint8Array> {
  const { gzip: level, br: quality } = efforts[effort]
  if (packing === 'gzip') return zip(bytes, { level })
  if (packing === 'br') return brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
  return Promise.resolve(bytes)
}
