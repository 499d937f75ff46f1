import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chiso, chisoJson, folder } from './chiso.ts'

/** A report that was sent is asked again, after more has arrived. */

test('as-of and watermark bring back a past answer, to the byte', { timeout: 180_000 }, () => {
  const at = folder()
  const [sample, data] = [join(at, 'mau'), join(at, 'data')]
  chisoJson(['sample', '--dossiers', '500', '--ndjson', '--out', sample])
  chisoJson(['init', '--unit', 'H99', '--data', data])
  const late = /ho-so-cap-nhat|ghi-nhan-dong-bo|bao-cao-quoc-gia|danh-gia|ho-so-2026-10/
  const files = readdirSync(sample)
    .filter((name) => /\.(?:csv|ndjson)$/.test(name))
    .map((name) => join(sample, name))
  const bring = (wanted: (name: string) => boolean) =>
    chiso(['import', ...files.filter(wanted), '--source', 'mau', '--data', data])
  const october = ['--data', data, '--period', '2026-10', '--as-of', '31/10/2026']
  const changed = /"MaHoSo":"([^"]+)"/.exec(readFileSync(join(sample, 'ho-so-cap-nhat.ndjson'), 'utf8'))?.[1] ?? ''
  const questions = [
    ['scorecard', ...october],
    ['ranking', ...october, '--level', 'department'],
    ['explain', ...october, '--indicator', 'dossiers-synced'],
    ['dossiers', ...october, '--indicator', 'on-time', '--passing'],
    ['compare', ...october],
    ['dossier', changed, ...october],
  ]
  const ask = (...more: string[]) => questions.map((question) => chiso([...question, ...more, '--json']).out)

  bring((name) => !late.test(name))
  const then = ask()
  const watermark = /"watermark": ?(\d+)/.exec(then[0] ?? '')?.[1] ?? ''
  bring((name) => late.test(name))
  expect(ask('--watermark', watermark)).toEqual(then)

  const now = ask()
  for (const place of [0, 1, 2, 3, 5]) expect(now[place]).not.toBe(then[place])
  expect(then[3]).toContain(`"watermark": ${watermark}`)

  const ahead = chiso(['scorecard', ...october, '--watermark', '99999999'])
  expect(ahead.code).toBe(2)
  expect(ahead.err).toContain('chưa có dòng 99999999')
  const none = chiso(['--lang', 'en', 'ranking', ...october, '--level', 'commune', '--watermark', 'hôm qua'])
  expect(none.code).toBe(2)
  expect(none.err).toContain('"hôm qua" is no number of observations')
})
