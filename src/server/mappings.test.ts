import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testServer } from './fixtures/server.ts'

const list = ['Mã hồ sơ,Ngày nhận,Hẹn trả,Tình trạng chung', 'H99.01-261008-0001,08/10/2026,12/10/2026,4'].join('\n')
const octets = { 'content-type': 'application/octet-stream' }

test('a list is told from a package; its columns are guessed, confirmed, and known the next time', async () => {
  const server = testServer()
  const headers = await server.signIn()
  const guess = async (name: string, body: string) => {
    const path = `/api/mappings/guess?source=mot-cua&name=${encodeURIComponent(name)}`
    const answer = await server.app.request(path, { method: 'POST', body, headers: { ...headers, ...octets } })
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const first = await guess('Danh sách.csv', list)
  expect(first.body).toMatchObject({ kind: 'list', saved: null, headers: list.split('\n')[0]?.split(',') })
  expect(first.body['guesses']).toContainEqual({ field: 'code', header: 'Mã hồ sơ', confidence: 1 })
  expect(await guess('a.json', '[{"MaHoSo":"H99.01-261008-0001"}]')).toMatchObject({ body: { kind: 'sync' } })
  expect(await guess('a.csv', 'a,b\n1,2')).toMatchObject({ status: 415, body: { code: 'data-not-recognised' } })
  const columns = { code: 'Mã hồ sơ', receivedAt: 'Ngày nhận', dueAt: 'Hẹn trả' }
  const put = (path: string, body: object) =>
    server.app.request(path, {
      method: 'PUT',
      body: JSON.stringify(body),
      headers: { ...headers, 'content-type': 'application/json' },
    })
  expect((await put('/api/mappings/mot-cua', { columns })).status).toBe(204)
  expect((await put('/api/mappings/..%2Fmot-cua', { columns })).status).toBe(400)
  expect((await put('/api/mappings/khac', { columns: { dueAt: 'Hẹn trả' } })).status).toBe(422)
  expect((await guess('lan-sau.csv', list)).body).toMatchObject({ kind: 'list', saved: { columns } })
  const { folder } = server.parts.installation
  expect(readdirSync(join(folder, 'mappings'))).toEqual(['mot-cua.json'])
  expect(existsSync(join(folder, 'uploads')) ? readdirSync(join(folder, 'uploads')) : []).toEqual([])
})
