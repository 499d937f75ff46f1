import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { offset } from '../src/core/time/instant.ts'

/**
 * Sends a trickle of made-up dossiers to the sample that `npm start` serves, so that an open page is seen to change:
 * `npm run demo:live`, until Ctrl-C or as many as wished.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'chiso-mau' },
    address: { type: 'string', default: 'http://127.0.0.1:7660' },
    every: { type: 'string', default: '2000' },
    count: { type: 'string', default: '300' },
  },
})

const access = z.object({ token: z.string() })
const { token } = access.parse(JSON.parse(readFileSync(join(values.data, 'sample-access.json'), 'utf8')))
const run = Date.now() % 100_000

/** Of October 2026, the sample's last month; one in four is late. */
function dossier(number: number): object {
  const unit = 1 + (number % 90)
  const sent = new Date(Date.now() + offset).toISOString().replaceAll(/\D/g, '').slice(0, 14)
  const ended = number % 4 === 0 ? '20261030100000' : '20261022100000'
  return {
    MaHoSo: `H99.50.${String(unit).padStart(2, '0')}-261015-${String(run * 1000 + number).padStart(8, '0')}`,
    DonViXuLy: `H99.50.${String(unit).padStart(2, '0')}`,
    KenhThucHien: number % 2 === 0 ? '2' : '1',
    TrangThaiHoSo: '10',
    NgayTiepNhan: '20261015080000',
    NgayHenTra: '20261023170000',
    NgayKetThucXuLy: ended,
    NgayTra: ended,
    ThoiDiemGui: sent,
  }
}

for (let number = 1; number <= Number(values.count); number++) {
  const answer = await fetch(`${values.address}/api/observations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify([dossier(number)]),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  process.stdout.write(`${number}: ${text}\n`)
  await sleep(Number(values.every))
}
