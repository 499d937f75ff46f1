import { Refusal } from '../core/failure.ts'
import { archiveNames, startsWith } from './archive.ts'

/** What the content is, whatever the name says. */
export type Format = 'docx' | 'xlsx' | 'pdf' | 'json' | 'text'

/** Tells the format by the content and holds the extension against it. */
export function sniff(bytes: Uint8Array, fileName: string): Format {
  if (bytes.length === 0) throw new Refusal('file-empty')
  const found = formatOf(bytes)
  const named = extensions[/\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '']
  if (named === undefined || named === found) return found
  // A portal answer saved as .txt is read as what it is; a broken .json is for the JSON parser to explain.
  if (named === 'text' && found === 'json') return 'json'
  if (named === 'json' && found === 'text') return 'json'
  throw new Refusal('format-mismatch', { named, found })
}

const extensions: Readonly<Record<string, Format>> = {
  docx: 'docx',
  docm: 'docx',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  pdf: 'pdf',
  json: 'json',
  txt: 'text',
}

const zipMagic = [0x50, 0x4b, 0x03, 0x04]
const oleMagic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const utf16Marks = [
  [0xff, 0xfe],
  [0xfe, 0xff],
]

function formatOf(bytes: Uint8Array): Format {
  if (startsWith(bytes, zipMagic)) return officeFormat(archiveNames(bytes))
  if (startsWith(bytes, oleMagic)) throw new Refusal('format-old-office')
  const head = bytes.subarray(0, 1024)
  // Readers of PDF accept rubbish before the header, and some programs write it.
  if (latin1(head).includes('%PDF-')) return 'pdf'
  if (looksBinary(bytes)) throw new Refusal('format-unknown')
  return textFormat(decodeHead(head))
}

function officeFormat(names: readonly string[]): Format {
  if (names.includes('[Content_Types].xml')) {
    if (names.includes('word/document.xml')) return 'docx'
    if (names.includes('xl/workbook.xml')) return 'xlsx'
  }
  throw new Refusal('format-unknown')
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')
}

function decodeHead(head: Uint8Array): string {
  const utf16 = startsWith(head, [0xff, 0xfe]) ? 'utf-16le' : startsWith(head, [0xfe, 0xff]) ? 'utf-16be' : undefined
  return new TextDecoder(utf16 ?? 'utf-8').decode(head).trimStart()
}

/** A title may begin with a bracket, so JSON has to go on as JSON goes on. RTF also begins with a brace. */
function textFormat(head: string): Format {
  if (/^(\{\s*["}]|\[\s*[[{"\]\d-])/.test(head)) return 'json'
  if (head.startsWith('{\\rtf')) throw new Refusal('format-unknown')
  return 'text'
}

const binaryMagics = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x52, 0x49, 0x46, 0x46],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
  [0x1f, 0x8b],
  [0x7f, 0x45, 0x4c, 0x46],
  [0x50, 0x4b],
]

/**
 * More than one control byte in twenty is no text. NUL is left out: text with a NUL gets its own, more telling answer.
 * The old Vietnamese encodings put a few rare capitals among the control bytes.
 */
function looksBinary(bytes: Uint8Array): boolean {
  if (utf16Marks.some((mark) => startsWith(bytes, mark))) return false
  if (binaryMagics.some((magic) => startsWith(bytes, magic))) return true
  const sample = bytes.subarray(0, 4096)
  let control = 0
  for (const byte of sample) {
    if ((byte < 0x20 && byte !== 0 && !(byte >= 0x09 && byte <= 0x0d)) || byte === 0x7f) control++
  }
  return control * 20 > sample.length
}
