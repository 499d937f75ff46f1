import { z } from '@hono/zod-openapi'
import { isoInstant } from '../../core/time/instant.ts'
import { monthsWithData } from '../../office/counting/months-with-data.ts'
import type { App, Parts } from '../parts.ts'
import { declared, jsonAnswer } from '../route.ts'

const shape = z
  .object({
    unit: z.string().nullable().openapi({ description: 'Tỉnh hoặc bộ của dữ liệu' }),
    sample: z.boolean().openapi({ description: 'Dữ liệu mẫu: mọi trang phải ghi rõ' }),
    sso: z.boolean().openapi({ description: 'Có đăng nhập một lần' }),
    isPublic: z.boolean().openapi({ description: 'Người chưa đăng nhập được xem điểm' }),
  })
  .openapi('Installation')
export type InstallationAnswer = z.infer<typeof shape>

const period = z
  .object({
    now: z.string().openapi({ description: 'Giờ của máy chủ' }),
    unit: z.string().openapi({ description: 'Đơn vị cao nhất' }),
    first: z.string().openapi({ description: 'Tháng đầu tiên có hồ sơ tiếp nhận' }),
    latest: z.string().openapi({ description: 'Tháng gần nhất có hồ sơ tiếp nhận' }),
  })
  .openapi('Latest')
export type LatestAnswer = z.infer<typeof period>

/** What a page has to know before anybody has signed in, and with which period it begins. */
export function installation(app: App, parts: Parts): void {
  const about = declared(
    parts,
    { action: 'open' },
    {
      method: 'get',
      path: '/api/installation',
      summary: 'Hệ thống này: của tỉnh nào, dữ liệu mẫu hay thật',
      responses: { 200: jsonAnswer(shape, 'Hệ thống') },
    },
  )
  app.openapi(about, (c) => c.json(shownInstallation(parts), 200))

  const latest = declared(
    parts,
    { action: 'read-scores', unit: 'province' },
    {
      method: 'get',
      path: '/api/latest',
      summary: 'Các tháng có dữ liệu: đầu tiên, gần nhất',
      responses: { 200: jsonAnswer(period, 'Kỳ') },
    },
  )
  app.openapi(latest, async (c) => c.json(await latestPeriod(parts), 200))
}

export function shownInstallation({ settings, installation: of }: Parts): InstallationAnswer {
  const { unit, sample } = of.settings
  return { unit, sample, sso: settings.oidc.issuer !== null, isPublic: settings.publicPage }
}

export async function latestPeriod({ clock, numbers }: Parts): Promise<LatestAnswer> {
  const now = clock()
  const text = JSON.stringify(['months', isoInstant(now).slice(0, 7)])
  const months = await numbers.ask(text, (counting) => monthsWithData(counting, now))
  return { now: isoInstant(now), unit: numbers.counting.root, ...months }
}
