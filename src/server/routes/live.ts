import type { App, Parts } from '../parts.ts'
import { declared } from '../route.ts'

/** Not answered in one piece: see Live for what is sent and when a stream ends. */
export function live(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'read-scores', unit: 'province' },
    {
      method: 'get',
      path: '/api/live',
      summary: 'Luồng trực tiếp: sổ ghi nhận đã đến đâu, đơn vị nào thay đổi',
      description:
        'Sự kiện "watermark" với {"seq", "units"}; "units" là null khi quá nhiều đơn vị thay đổi hoặc khi nối lại sau ' +
        'gián đoạn: khi đó đọc lại tất cả. Nối lại kèm Last-Event-ID. Sự kiện "import" với {"id", "state", "bytes", "size", ' +
        '"rows"}: tiến độ các tệp đã gửi trong phạm vi.',
      responses: {
        200: { description: 'Luồng sự kiện', content: { 'text/event-stream': { schema: { type: 'string' } } } },
      },
    },
  )
  app.openapi(route, (c) => {
    // Asked for the head only, nobody would ever take the stream.
    if (c.req.method === 'HEAD') return c.body(null, 200)
    const { gate } = parts
    const subject = c.get('subject')
    const signedIn = c.get('session')
    const last = c.req.header('last-event-id')
    const isWelcome = () => {
      if (signedIn === null) return gate.decide(subject, 'read-scores', null).ok
      const found = gate.session(signedIn.token)
      const now = found.ok ? found.value?.subject : undefined
      // With other rights than at the start it comes back and is looked at anew.
      return now !== undefined && now.role === subject.role && now.unit === subject.unit
    }
    const seen = new Map<string, boolean>()
    // Of units outside there is only what was published.
    const isOfOthers = (unit: string) =>
      !gate.isWithin(unit, gate.root) && gate.decide(subject, 'read-published', null).ok
    // That something came in at a unit is more than its score: it is for those who may look behind the score.
    const sees = (unit: string) => {
      const known = seen.get(unit) ?? (gate.decide(subject, 'read-explanations', unit).ok || isOfOthers(unit))
      seen.set(unit, known)
      return known
    }
    const since = last !== undefined && /^\d{1,15}$/.test(last) ? Number(last) : null
    const hears = (scope: string) => gate.decide(subject, 'import-files', scope).ok
    const cut = () => void c.env.incoming?.socket.destroy()
    const body = parts.live.stream({ since, isWelcome, sees, hears, cut })
    // Proxies gather small answers unless they are told not to.
    return c.body(body, 200, { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' })
  })
}
