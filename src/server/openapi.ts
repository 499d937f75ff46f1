import { readFileSync } from 'node:fs'
import { z } from '@hono/zod-openapi'
import type { App } from './parts.ts'

export const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))

export type OpenApiDocument = ReturnType<App['getOpenAPI31Document']>

/** The document of all routes that are in the app. */
export function openapiOf(app: App): OpenApiDocument {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'chiso: Bộ chỉ số 766',
      version,
      description:
        'Mỗi địa chỉ ghi quyền cần có (x-action) và đơn vị được xét quyền (x-unit). Lỗi trả lời theo RFC 9457, tiếng Việt ' +
        'hoặc tiếng Anh theo Accept-Language.',
    },
    servers: [{ url: '/' }],
  })
}

/** How a request says who it is from. */
export function registerSecurity(app: App): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-chiso-session',
    description: 'Phiên đăng nhập; yêu cầu thay đổi phải kèm X-CSRF. Không có https thì cookie tên chiso-session.',
  })
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'Mã truy cập của nguồn dữ liệu',
  })
}
