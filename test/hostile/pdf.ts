import { deflateSync } from 'node:zlib'
import { bomb } from './zip.ts'

/** One object of a PDF: its dictionary, or its dictionary and its stream. */
export type PdfObject = { readonly head: string; readonly stream?: Uint8Array | string }

/** A PDF written by hand. Object n is the nth; the first is the catalog. */
export function pdf(objects: readonly PdfObject[], trailer = ''): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  const offsets: number[] = []
  let offset = parts[0]?.length ?? 0
  for (const [index, { head, stream }] of objects.entries()) {
    const body = stream === undefined ? undefined : Buffer.from(stream)
    const dictionary = body ? `<< ${head} /Length ${body.length} >>\nstream\n` : `<< ${head} >>\n`
    const object = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n${dictionary}`),
      ...(body ? [body, Buffer.from('\nendstream\n')] : []),
      Buffer.from('endobj\n'),
    ])
    offsets.push(offset)
    offset += object.length
    parts.push(object)
  }
  const lines = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const count = objects.length + 1
  parts.push(
    Buffer.from(
      `xref\n0 ${count}\n0000000000 65535 f \n${lines}trailer\n<< /Size ${count} /Root 1 0 R ${trailer} >>\nstartxref\n${offset}\n%%EOF\n`,
    ),
  )
  return new Uint8Array(Buffer.concat(parts))
}

const font = { head: '/Type /Font /Subtype /Type1 /BaseFont /Helvetica' }

/** One page whose content is given; objects from 5 on are the test's own. */
export function onePage(content: PdfObject, more: readonly PdfObject[] = [], resources = '', trailer = ''): Uint8Array {
  return pdf(
    [
      { head: '/Type /Catalog /Pages 2 0 R' },
      { head: '/Type /Pages /Kids [3 0 R] /Count 1' },
      {
        head: `/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> ${resources} >>`,
      },
      content,
      font,
      ...more,
    ],
    trailer,
  )
}

export function manyPages(count: number): Uint8Array {
  const kids = Array.from({ length: count }, (_, index) => `${index + 5} 0 R`).join(' ')
  const page = {
    head: '/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /Font << /F1 4 0 R >> >>',
  }
  return pdf([
    { head: '/Type /Catalog /Pages 2 0 R' },
    { head: `/Type /Pages /Kids [${kids}] /Count ${count}` },
    { head: '', stream: 'BT /F1 12 Tf 50 700 Td (Page) Tj ET' },
    font,
    ...Array.from({ length: count }, () => page),
  ])
}

export const text = { head: '', stream: 'BT /F1 12 Tf 50 700 Td (Plain text) Tj ET' }

export function flate(content: Uint8Array | string): PdfObject {
  return { head: '/Filter /FlateDecode', stream: deflateSync(content) }
}

/** A zlib stream of so many times 16 MB. Its checksum is missing, which readers of PDF forgive. */
export function zlibBomb(blocks: number): Uint8Array {
  return Buffer.concat([Buffer.from([0x78, 0x9c]), bomb(blocks)])
}

/** Forms that each draw the next one ten times: ten to the power of their number letters. */
export function nestedForms(depth: number): Uint8Array {
  const forms = Array.from({ length: depth }, (_, index): PdfObject => {
    const last = index === depth - 1
    return {
      head: `/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 5 0 R >> ${last ? '' : `/XObject << /X ${index + 7} 0 R >>`} >>`,
      stream: last ? 'BT /F1 9 Tf (x) Tj ET' : '/X Do '.repeat(10),
    }
  })
  return onePage({ head: '', stream: '/X Do '.repeat(10) }, forms, '/XObject << /X 6 0 R >>')
}
