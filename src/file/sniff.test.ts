import { describe, expect, test } from 'vitest'
import { docx, xlsx } from '../../test/hostile/office.ts'
import { onePage, text } from '../../test/hostile/pdf.ts'
import { sniff } from './sniff.ts'

describe('the content decides', () => {
  test.each([
    ['docx', docx('')],
    ['xlsx', xlsx('')],
    ['pdf', onePage(text)],
    ['pdf', Buffer.concat([Buffer.from('\r\n'), onePage(text)])],
    ['json', Buffer.from('\ufeff \n{"a": 1}')],
    ['json', Buffer.from('[{"ID": 1}]')],
    ['json', Buffer.from('[]')],
    ['text', Buffer.from('[Mẫu số 1]\nSTT')],
    ['text', Buffer.from('STT\tTÊN')],
    ['text', Buffer.from('\ufeffSTT', 'utf16le')],
  ])('%s', (format, bytes) => {
    expect(sniff(bytes, 'file')).toBe(format)
  })
})

describe('the name', () => {
  test.each([
    ['a JSON answer saved as text', 'a.TXT', '{"a": 1}', 'json'],
    ['broken JSON is left to the parser', 'a.json', 'oops', 'json'],
    ['an unknown extension says nothing', 'a.doc', 'STT', 'text'],
  ])('%s', (_, name, content, format) => {
    expect(sniff(Buffer.from(content), name)).toBe(format)
  })

  test.each([
    ['RTF', '{\\rtf1 a}'],
    ['a picture', '\x89PNG\r\n\x1a\n'],
    ['a program', '\x7fELF\x01\x02\x03'],
    ['control bytes', '\x01\x02\x03\x04abc'],
  ])('%s is unknown', (_, content) => {
    expect(() => sniff(Buffer.from(content, 'latin1'), 'a')).toThrow('format-unknown')
  })
})
