import { describe, expect, test } from 'vitest'
import { chiso } from './chiso.ts'

describe('a call that cannot be understood says so, and what to do', () => {
  test.each([
    [['scorcard'], /^command-unknown: Không có lệnh "scorcard"\. Có phải scorecard không\?/],
    [['scorecard', '--perido', '2026', '--period', '2026'], /^option-unknown: .* --perido\. Có phải --period không\?/],
    [['scorecard'], /^option-required: Thiếu tùy chọn bắt buộc --period/],
    [['scorecard', '--period'], /^option-value-missing: Tùy chọn --period/],
    [['ranking', '--level', 'xa', '--period', '2026'], /^option-value-invalid: .*"xa".*province, department, commune/],
    [['published', 'read'], /^argument-required: .*file/],
    [['doctor', 'a', 'b c'], /^arguments-too-many: .*a, b c/],
    [['--lang', 'en', 'published', 'read'], /^argument-required: This command needs file/],
  ])('%j', (args, says) => {
    const { out, err, code } = chiso(args)
    expect([out, code]).toEqual(['', 2])
    expect(err).toMatch(says)
  })
})

test('help in both languages', () => {
  const { out, code } = chiso(['ranking', '--help'])
  expect(code).toBe(0)
  expect(out).toMatch(/^Cách dùng \/ Usage: chiso ranking/)
  expect(out).toContain('mặc định / default')
  expect(out).not.toContain('display help')
})

test('without a command, all of them', () => {
  const { err, code } = chiso([])
  expect(code).toBe(2)
  expect(err).toContain('handling-times')
})
