import { z } from '@hono/zod-openapi'
import type { App, Parts } from '../parts.ts'
import { declared } from '../route.ts'

export function metrics(app: App, parts: Parts): void {
  const access = parts.settings.openMetrics
    ? ({ action: 'open' } as const)
    : ({ action: 'read-health', unit: 'province' } as const)
  const route = declared(parts, access, {
    method: 'get',
    path: '/metrics',
    summary: 'Số đo cho Prometheus',
    responses: { 200: { description: 'Số đo', content: { 'text/plain': { schema: z.string() } } } },
  })
  app.openapi(route, async (c) => {
    return c.text(await parts.metrics.text(), 200, { 'content-type': parts.metrics.contentType })
  })
}
