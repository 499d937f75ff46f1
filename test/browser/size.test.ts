import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

const dist = fileURLToPath(new URL('../../web/dist/', import.meta.url))
const most = 200_000

/** Every script that a page may need before something is drawn; charts come with the first chart. */
test('what is loaded first is at most 200 kB of packed JavaScript', () => {
  const html = readFileSync(`${dist}index.html`, 'utf8')
  const scripts = readdirSync(`${dist}assets`).filter((name) => name.endsWith('.js'))
  expect(scripts.length).toBeGreaterThan(5)
  const first = scripts.filter((name) => html.includes(name))
  expect(first).not.toEqual([])
  const pages = scripts.filter((name) => !first.includes(name) && !name.startsWith('chart-kit'))
  const packed = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + gzipSync(readFileSync(`${dist}assets/${name}`)).length, 0)
  process.stdout.write(`first load: ${packed(first)} bytes, all pages: ${packed(pages)} more\n`)
  expect(packed(first)).toBeLessThan(most)
  expect(packed([...first, ...pages])).toBeLessThan(most)
})

test('nothing is loaded from elsewhere, and nothing is inline', () => {
  const html = readFileSync(`${dist}index.html`, 'utf8')
  expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\bstyle=|https?:/)
})
