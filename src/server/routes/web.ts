import { z } from '@hono/zod-openapi'
import { failure, failureText } from '../../core/failure.ts'
import { type Opening, openingOf } from '../opening.ts'
import type { App, Asking, Parts } from '../parts.ts'
import { Refused } from '../problem.ts'
import { binary, declared } from '../route.ts'
import { pack, type Packing, type WebFile } from '../web-files.ts'

const shown = (type: string) => ({
  200: { description: 'Tệp', content: { [type]: { schema: binary } } },
  304: { description: 'Không đổi' },
})

/** The web app. Its pages have addresses of their own, which the page itself reads: see `webPage`. */
export function web(app: App, parts: Parts): void {
  const page = declared(
    parts,
    { action: 'open' },
    { method: 'get', path: '/', summary: 'Trang web', responses: shown('text/html') },
  )
  app.openapi(page, (c) => webPage(c, parts))

  const asset = declared(
    parts,
    { action: 'open' },
    {
      method: 'get',
      path: '/assets/{file}',
      summary: 'Tệp của trang web',
      request: { params: z.object({ file: z.string().max(120) }) },
      responses: shown('application/octet-stream'),
    },
  )
  app.openapi(asset, async (c) => {
    const file = parts.web.get(`assets/${c.req.valid('param').file}`)
    if (file === null) throw new Refused([failure('route-unknown')])
    // The name holds a hash of the content: another content has another name.
    c.header('cache-control', 'public, max-age=31536000, immutable')
    return send(c, file)
  })
}

/** Whether a browser goes there: a page of the app is then looked for, not an answer for programs. */
export function isVisit(c: Asking): boolean {
  const { method, path } = c.req
  const isOfApi = path === '/api' || path.startsWith('/api/') || path.startsWith('/assets/')
  return method === 'GET' && !isOfApi && (c.req.header('accept') ?? '').includes('text/html')
}

/** The page of the app, which finds out by its address what to show; what to do where the app was not built. */
export async function webPage(c: Asking, parts: Parts): Promise<Response> {
  const file = parts.web.get('index.html')
  if (file === null) {
    c.set('problem', 'web-missing')
    return c.text(failureText(failure('web-missing'), c.get('language')), 503)
  }
  // It says who is there and what is counted now: for this browser, and for now.
  c.header('cache-control', 'no-store')
  c.header('vary', 'Accept-Encoding')
  const opening = await openingOf(c, parts, c.req.path === '/' && new URL(c.req.url).search === '')
  const html = Buffer.from(await file.bytes(null)).toString()
  const page = opening === null ? html : html.replace('</body>', () => `${dataBlock(opening)}</body>`)
  const packing = packingOf(c.req.header('accept-encoding') ?? '')
  if (packing !== null) c.header('content-encoding', packing)
  const bytes = await pack(Buffer.from(page), packing, 'each')
  return c.body(new Uint8Array(bytes), 200, { 'content-type': file.type, 'content-length': String(bytes.length) })
}

/** Data, that no browser runs. No text in it can end it. */
function dataBlock(opening: Opening): string {
  return `<script type="application/json" id="opening">${JSON.stringify(opening).replaceAll('<', '\\u003c')}</script>`
}

async function send(c: Asking, file: WebFile): Promise<Response> {
  c.header('etag', file.etag)
  c.header('vary', 'Accept-Encoding')
  if (c.req.header('if-none-match') === file.etag) return c.body(null, 304)
  const packing = packingOf(c.req.header('accept-encoding') ?? '')
  const isPacked = packing !== null && !/^(?:font|image\/png)/.test(file.type)
  if (isPacked) c.header('content-encoding', packing)
  const bytes = await file.bytes(packing)
  return c.body(new Uint8Array(bytes), 200, { 'content-type': file.type, 'content-length': String(bytes.length) })
}

function packingOf(accepted: string): Packing {
  const names = new Set(accepted.split(',').map((one) => one.trim().split(';')[0]))
  return names.has('br') ? 'br' : names.has('gzip') ? 'gzip' : null
}
