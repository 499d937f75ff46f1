import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testServer } from '../../src/server/fixtures/server.ts'
import { openapiOf } from '../../src/server/openapi.ts'
import { settingsFile } from '../../src/server/settings-file.ts'
import { serverSettings, settingsList } from '../../src/server/settings.ts'
import { listedRows } from './markdown.ts'
import { some, textOf } from './tree.ts'

const operation = z.object({ summary: z.string(), 'x-action': z.string(), 'x-unit': z.string().optional() })

describe('docs/api.md', () => {
  test('lists exactly the routes, each with the right it needs and the unit that is asked for', () => {
    const { paths = {} } = openapiOf(testServer().app)
    const rows = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, given]) => {
        const { summary, 'x-action': action, 'x-unit': unit = '–' } = operation.parse(given)
        return [`${method.toUpperCase()} ${path}`, summary, action, unit]
      }),
    )
    expect(listedRows(textOf('docs/api.md'))).toEqual(some(rows, 'routes'))
  })
})

describe('docs/van-hanh/cai-dat.md', () => {
  const page = textOf('docs/van-hanh/cai-dat.md')

  test('lists exactly the settings, with their name in the environment, default and meaning', () => {
    const defaults = z.record(z.string(), z.unknown()).parse(serverSettings.parse({}))
    const shown = (value: unknown) =>
      value === null ? '–' : String(z.union([z.string(), z.number(), z.boolean()]).parse(value))
    const rows = settingsList.map(({ path, environment, description }) => {
      const value = path.reduce<unknown>((whole, key) => z.record(z.string(), z.unknown()).parse(whole)[key], defaults)
      return [path.join('.'), `\`${environment}\``, shown(value), description]
    })
    expect(listedRows(page)).toEqual(some(rows, 'settings'))
  })

  test('names the file', () => {
    expect(page).toContain(settingsFile)
  })
})
