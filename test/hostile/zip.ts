import { constants, crc32, deflateRawSync } from 'node:zlib'

/** A zip container written by hand, so that its headers can lie. */
export type ZipEntry = {
  readonly name: string
  readonly packed: Uint8Array
  readonly method: 0 | 8
  readonly crc: number
  /** The size the headers declare. */
  readonly declared: number
  readonly flags?: number
}

export function entry(name: string, content: string | Uint8Array): ZipEntry {
  const bytes = Buffer.from(content)
  return { name, packed: deflateRawSync(bytes), method: 8, crc: crc32(bytes), declared: bytes.length }
}

const bombBlock = 1 << 24

/** A deflate stream of so many times 16 MB of one byte, made without ever holding it. */
export function bomb(blocks: number, byte = 0x20): Uint8Array {
  const block = deflateRawSync(Buffer.alloc(bombBlock, byte), { finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([...Array.from({ length: blocks }, () => block), Buffer.from([0x03, 0x00])])
}

export function bombEntry(name: string, blocks: number, declared = blocks * bombBlock): ZipEntry {
  return { name, packed: bomb(blocks), method: 8, crc: 0, declared }
}

export function zip(entries: readonly ZipEntry[]): Uint8Array {
  const locals: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const item of entries) {
    const name = Buffer.from(item.name)
    const shared = Buffer.alloc(26)
    shared.writeUInt16LE(20, 0)
    shared.writeUInt16LE(item.flags ?? 0, 2)
    shared.writeUInt16LE(item.method, 4)
    shared.writeUInt32LE(item.crc, 10)
    shared.writeUInt32LE(item.packed.length, 14)
    shared.writeUInt32LE(item.declared, 18)
    shared.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    const local = [Buffer.from('PK\u0003\u0004'), shared, name, Buffer.from(item.packed)]
    locals.push(...local)
    central.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), shared, place, name)
    offset += local.reduce((sum, part) => sum + part.length, 0)
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...locals, directory, end]))
}
