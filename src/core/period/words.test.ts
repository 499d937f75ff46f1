import { expect, test } from 'vitest'
import { periodWords } from './words.ts'

test.each([
  ['2026-10', 'tháng 10/2026', 'October 2026'],
  ['2026-01', 'tháng 1/2026', 'January 2026'],
  ['2026-Q3', 'quý 3/2026', 'quarter 3 of 2026'],
  ['2026-H1', '6 tháng đầu năm 2026', 'the first half of 2026'],
  ['2026-H2', '6 tháng cuối năm 2026', 'the second half of 2026'],
  ['2026-9M', '9 tháng đầu năm 2026', 'the first nine months of 2026'],
  ['2026', 'năm 2026', 'the year 2026'],
])('%s is %s, %s', (period, vi, en) => expect(periodWords(period)).toEqual({ vi, en }))
