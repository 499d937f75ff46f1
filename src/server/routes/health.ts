import { z } from '@hono/zod-openapi'
import type { App, Parts } from '../parts.ts'
import { declared, jsonAnswer } from '../route.ts'

const check = z.enum(['good', 'bad'])
const readiness = z.object({ ready: z.boolean(), ledger: check, engine: check, taking: check, seq: z.int() })

/** For whoever watches the process: alive, and able to work. */
export function health(app: App, parts: Parts): void {
  const open = { action: 'open' } as const
  const alive = declared(parts, open, {
    method: 'get',
    path: '/healthz',
    summary: 'Tiến trình đang sống',
    responses: { 200: jsonAnswer(z.object({ alive: z.literal(true) }), 'Còn sống') },
  })
  app.openapi(alive, (c) => c.json({ alive: true as const }, 200))

  const ready = declared(parts, open, {
    method: 'get',
    path: '/readyz',
    summary: 'Sẵn sàng nhận việc',
    responses: { 200: jsonAnswer(readiness, 'Sẵn sàng'), 503: jsonAnswer(readiness, 'Chưa sẵn sàng') },
  })
  app.openapi(ready, (c) => {
    const { ledger } = parts.installation
    const word = (isGood: boolean) => (isGood ? ('good' as const) : ('bad' as const))
    const isReadable = ledger.read(1, 1).ok
    const isCaughtUp = parts.numbers.isReady
    const isTaking = !parts.load.isStopping && parts.desk.isTaking
    const isReady = isReadable && isCaughtUp && isTaking
    const seq = Number(ledger.watermark())
    const said = { ledger: word(isReadable), engine: word(isCaughtUp), taking: word(isTaking), seq }
    return c.json({ ready: isReady, ...said }, isReady ? 200 : 503)
  })
}
