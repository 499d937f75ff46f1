import { apiPage, pageStyle } from '../api-page.ts'
import type { App, Parts } from '../parts.ts'
import { declared } from '../route.ts'
import { openapiOf } from '../openapi.ts'

/** The API as a document for programs and as a page for people, both made from the routes as they are declared. */
export function document(app: App, parts: Parts): void {
  const open = { action: 'open' } as const
  const text = (type: string) => ({
    description: 'Tài liệu',
    content: { [type]: { schema: { type: 'string' } as const } },
  })

  const forPrograms = declared(parts, open, {
    method: 'get',
    path: '/api/openapi.json',
    summary: 'Tài liệu OpenAPI',
    responses: { 200: text('application/json') },
  })
  app.openapi(forPrograms, (c) => c.body(JSON.stringify(openapiOf(app)), 200, { 'content-type': 'application/json' }))

  const forPeople = declared(parts, open, {
    method: 'get',
    path: '/api',
    summary: 'Trang này',
    responses: { 200: text('text/html') },
  })
  app.openapi(forPeople, (c) => c.html(apiPage(openapiOf(app), c.get('language')), 200))

  const style = declared(parts, open, {
    method: 'get',
    path: '/api/trang.css',
    summary: 'Kiểu chữ của trang này',
    responses: { 200: text('text/css') },
  })
  app.openapi(style, (c) => c.body(pageStyle, 200, { 'content-type': 'text/css; charset=utf-8' }))
}
