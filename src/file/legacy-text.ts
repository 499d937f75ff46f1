import { Refusal, type Place } from '../core/failure.ts'

/**
 * The 8-bit encodings Vietnamese offices used before Unicode. Their texts are recognised and refused, not converted:
 * a guess that is wrong in one letter changes a name. A text in such an encoding reaches us in two ways: as bytes of a
 * .txt, and as Latin-1 letters in a Word file or PDF set in an old font (.VnTime shows "Tû lÖ" as "Tỷ lệ").
 */
export type LegacyEncoding = 'TCVN3 (ABC)' | 'VNI' | 'VISCII' | 'Windows-1258'

/** Throws where a text is old-font Vietnamese shown as Latin-1 letters. Text damaged to "?" passes. */
export function refuseLegacyText(text: string, place: Place): void {
  if (!/[\u00a1-\u00ff]/.test(text) || vietnameseOnly.test(text)) return
  for (const encoding of fontEncodings) {
    const words = legacyWords(text, encoding)
    if (words.length >= 2 && words.some((word) => foreign.test(word))) {
      throw new Refusal('text-encoding-legacy', { encoding }, place)
    }
  }
}

/** The old encoding whose reading of these Latin-1 letters gives the most common Vietnamese words; undefined: none. */
export function legacyEncodingOf(latin1: string): LegacyEncoding | undefined {
  const scores = allEncodings.map((encoding) => ({ encoding, score: legacyWords(latin1, encoding).length }))
  const best = scores.reduce((left, right) => (right.score > left.score ? right : left))
  return best.score > 0 ? best.encoding : undefined
}

/** Letters of the Vietnamese blocks of Unicode: a text that has them is no old-font text. */
const vietnameseOnly = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]/
/** Latin-1 characters no Vietnamese word holds. */
const foreign = /[¡-¿ÄÅÆÇËÎÏÐÑÖØÛÜÞßäåæçëîïðñöøûüþÿ×÷]/
const fontEncodings = ['TCVN3 (ABC)', 'VNI'] as const
const allEncodings = ['TCVN3 (ABC)', 'VNI', 'VISCII', 'Windows-1258'] as const

/** Words no report of this kind is without; each has a letter that the encodings write in different ways. */
const commonWords = new Set(
  (
    'tỷ lệ hồ sơ số chỉ điểm tỉnh mức độ đạt chưa cả nước thủ tục hành chính giải quyết đúng hạn dịch vụ cổng trực tuyến ' +
    'kết quả tiếp nhận xử lý phản ánh kiến nghị hài lòng tiến của các được không người dân và từ trở lên thời việt nam ' +
    'cộng hòa hoà xã hội chủ nghĩa độc lập hạnh phúc ủy ban nhân quốc gia tổng đơn vị bảng báo cáo tháng năm ngày thành ' +
    'phần bộ công khai bạch trung bình toàn trình một điện tử chứng thực bản liệu cấp cung văn phòng'
  ).split(' '),
)

/** The words of a text that an encoding turns into common Vietnamese ones, as they stand in the text. */
function legacyWords(latin1: string, encoding: LegacyEncoding): readonly string[] {
  const words = latin1.slice(0, 100_000).match(/[^\s\d.,;:()[\]"'%/?!+=<>-]+/g) ?? []
  return words.filter((word) => /[\u0080-\u00ff]/.test(word) && commonWords.has(readAs[encoding](word).toLowerCase()))
}

const readAs: Readonly<Record<LegacyEncoding, (word: string) => string>> = {
  'TCVN3 (ABC)': (word) => readBy(tcvn3, word),
  VNI: readVni,
  VISCII: (word) => readBy(viscii, word),
  'Windows-1258': (word) => new TextDecoder('windows-1258').decode(Buffer.from(word, 'latin1')).normalize('NFC'),
}

function readBy(table: ReadonlyMap<string, string>, word: string): string {
  return Array.from(word, (letter) => table.get(letter) ?? letter).join('')
}

/** Pairs of a code and the letter it stands for, written side by side. */
function codeTable(pairs: string): ReadonlyMap<string, string> {
  const found = pairs.split(' ').map((pair) => [String.fromCharCode(Number.parseInt(pair, 16)), pair.slice(2)] as const)
  return new Map(found)
}

const tcvn3 = codeTable(
  'A1Ă A2Â A3Ê A4Ô A5Ơ A6Ư A7Đ A8ă A9â AAê ABô ACơ ADư AEđ B5à B6ả B7ã B8á B9ạ BBằ BCẳ BDẵ BEắ C6ặ C7ầ C8ẩ C9ẫ CAấ CBậ ' +
    'CCè CEẻ CFẽ D0é D1ẹ D2ề D3ể D4ễ D5ế D6ệ D7ì D8ỉ DCĩ DDí DEị DFò E1ỏ E2õ E3ó E4ọ E5ồ E6ổ E7ỗ E8ố E9ộ EAờ EBở ECỡ EDớ ' +
    'EEợ EFù F1ủ F2ũ F3ú F4ụ F5ừ F6ử F7ữ F8ứ F9ự FAỳ FBỷ FCỹ FDý FEỵ',
)

const viscii = codeTable(
  'A1ắ A2ằ A3ặ A4ấ A5ầ A6ẩ A7ậ A8ẽ A9ẹ AAế ABề ACể ADễ AEệ AFố B0ồ B1ổ B2ỗ B5ộ B6ờ B7ở B8ị BDơ BEớ C6ẳ C7ẵ CFỳ D0Đ D1ứ ' +
    'D5ạ D6ỷ D7ừ D8ử DBỹ DCỵ DEỡ DFư E4ả E5ă E6ữ E7ẫ EBẻ EEĩ EFỉ F0đ F1ự F6ỏ F7ọ F8ụ FBũ FCủ FEợ',
)

/** VNI writes a vowel and then its marks as one more letter: "leä" is "lệ". Capitals have capital marks. */
const vniMarks: ReadonlyMap<string, string> = new Map([
  ['ù', '\u0301'],
  ['ø', '\u0300'],
  ['û', '\u0309'],
  ['õ', '\u0303'],
  ['ï', '\u0323'],
  ['â', '\u0302'],
  ['á', '\u0302\u0301'],
  ['à', '\u0302\u0300'],
  ['å', '\u0302\u0309'],
  ['ã', '\u0302\u0303'],
  ['ä', '\u0302\u0323'],
  ['ê', '\u0306'],
  ['é', '\u0306\u0301'],
  ['è', '\u0306\u0300'],
  ['ú', '\u0306\u0309'],
  ['ü', '\u0306\u0303'],
  ['ë', '\u0306\u0323'],
])
const vniLetters: ReadonlyMap<string, string> = new Map([
  ['ô', 'ơ'],
  ['ö', 'ư'],
  ['ñ', 'đ'],
  ['æ', 'ỉ'],
  ['ó', 'ĩ'],
  ['ò', 'ị'],
  ['î', 'ỵ'],
])

function readVni(word: string): string {
  const letters = Array.from(word.toLowerCase())
  const read = letters.map((letter, index) => {
    const marks = vniMarks.get(letter)
    return marks && /[aeiouyôö]/.test(letters[index - 1] ?? '') ? marks : (vniLetters.get(letter) ?? letter)
  })
  return read.join('').normalize('NFC')
}
