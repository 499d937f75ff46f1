import { describe, expect, test } from 'vitest'
import { Refusal, type Failure } from '../core/failure.ts'
import { refuseLegacyText } from './legacy-text.ts'
import { decodeText } from './text-bytes.ts'

function refusal(run: () => unknown): Failure | undefined {
  try {
    run()
  } catch (error) {
    if (error instanceof Refusal) return error.failure
    throw error
  }
  return undefined
}

const vietnamese = 'Tỷ lệ hồ sơ'
const utf16 = Buffer.from(`\ufeff${vietnamese}`, 'utf16le')

describe('decodeText', () => {
  test.each([
    ['UTF-8', Buffer.from(vietnamese)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${vietnamese}`)],
    ['UTF-16', utf16],
    ['UTF-16, the other way round', Buffer.from(utf16).swap16()],
    ['decomposed', Buffer.from(vietnamese.normalize('NFD'))],
  ])('%s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(vietnamese.normalize('NFC'))
  })

  test.each([
    ['TCVN3 (ABC)', 'Tû lÖ hå s¬ gi¶i quyÕt'],
    ['VNI', 'Tyû leä hoà sô giaûi quyeát'],
    ['VISCII', 'T\xd6 l\xae h\xb0 s\xbd gi\xe4i quy\xaat'],
    ['Windows-1258', 'Ty\xd2 l\xea\xf2 h\xf4\xcc s\xf5 gia\xd2i quy\xea\xect'],
    ['8-bit', 'S\xe3o Jo\xe3o'],
  ])('%s is refused by name, with the line', (encoding, text) => {
    expect(refusal(() => decodeText(Buffer.from(`a\n${text}`, 'latin1')))).toMatchObject({
      code: 'text-encoding-legacy',
      params: { encoding },
      place: { line: 2 },
    })
  })

  test('UTF-8 with a broken letter is damaged, not old', () => {
    const bytes = Buffer.concat([Buffer.from(vietnamese), Buffer.from([0xe1, 0xbb])])
    expect(refusal(() => decodeText(bytes))).toMatchObject({ code: 'format-damaged', place: { line: 1, column: 12 } })
  })

  test('NUL is named with its place', () => {
    expect(refusal(() => decodeText(Buffer.from('a\nbc\0')))).toMatchObject({
      code: 'text-has-nul',
      place: { line: 2, column: 3 },
    })
  })
})

describe('refuseLegacyText', () => {
  test.each([
    ['TCVN3 (ABC)', 'Tû lÖ hå s¬ ®óng h¹n'],
    ['TCVN3 (ABC)', 'Ch­a ®¹t'],
    ['VNI', 'MÖÙC ÑOÄ'],
    ['VNI', 'Tyû leä hoà sô'],
  ])('%s shown as Latin letters: %s', (encoding, text) => {
    expect(refusal(() => refuseLegacyText(text, { row: 3 }))).toMatchObject({ params: { encoding }, place: { row: 3 } })
  })

  test.each([
    'Tỷ lệ hồ sơ đúng hạn',
    'Công khai, minh bạch (18đ)',
    'CÁC CH? S? THÀNH PH?N B? CH? S? 766 C?A T?NH THÁNG 11/2023',
    'T? l? h? sơ đ?ng b? lên c?ng D?ch v? công qu?c gia (6đ)',
    'Thanh toán hoà giải xoá toàn',
    'Straße über façade, naïve coöperation, 5 µm ± 2°',
    '',
  ])('passes: %s', (text) => {
    expect(refusal(() => refuseLegacyText(text, {}))).toBeUndefined()
  })
})
