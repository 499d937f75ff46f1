import { expect, test } from 'vitest'
import { exact } from '../../src/core/exact.ts'
import { changeText, countText, percentText, plainText, pointsText, ratioText } from './number.ts'

test.each([
  [ratioText(0.75023787, 'vi'), '75,02%'],
  [ratioText(0.75023787, 'en'), '75.02%'],
  [ratioText(1e-8, 'vi'), '0,00%'],
  [ratioText(1, 'vi'), '100,00%'],
  [ratioText(null, 'vi'), '–'],
  [pointsText(14.82, 'vi'), '14,82'],
  [pointsText(0, 'vi'), '0,00'],
  [pointsText(null, 'en'), '–'],
  [pointsText(exact('0.125'), 'vi'), '0,13'],
  [changeText(exact('-0.5'), 'vi'), '−0,50'],
  [changeText(exact(0), 'vi'), '±0,00'],
  [changeText(exact('1.005'), 'en'), '+1.01'],
  [countText(1_234_567, 'vi'), '1.234.567'],
  [countText(1_234_567, 'en'), '1,234,567'],
  [countText(0, 'vi'), '0'],
  [percentText(87.5, 'vi'), '87,5%'],
  [plainText(17.5, 'en'), '17.5'],
])('%s', (text, expected) => expect(text).toBe(expected))
