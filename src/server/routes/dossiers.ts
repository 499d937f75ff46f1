import { z } from '@hono/zod-openapi'
import { limits } from '../../core/limits.ts'
import { isoInstant } from '../../core/time/instant.ts'
import { verdicts } from '../../core/time/judgement.ts'
import { dossierJson, dossierMoment, explainDossier, timelineOf } from '../../office/dossier.ts'
import type { App, Parts } from '../parts.ts'
import { Refused } from '../problem.ts'
import { declared, jsonAnswer } from '../route.ts'

const time = z.string().nullable()

const shape = z
  .object({
    code: z.string(),
    unit: z.string().nullable(),
    procedure: z.string().nullable(),
    procedureName: z.string().nullable(),
    receivedAt: time,
    dueAt: time,
    endedAt: time,
    supplements: z.array(z.object({ askedAt: time, receivedAt: time })),
    judgement: z.enum(verdicts),
    asOf: z.string(),
    steps: z.array(z.object({ rule: z.string(), text: z.string() })),
    timeline: z.array(z.object({ at: z.string(), what: z.string() })),
    history: z.array(z.object({ seq: z.int(), source: z.string(), sourceTime: time, recordedTime: z.string() })),
  })
  .openapi('Dossier')
export type DossierAnswer = z.infer<typeof shape>

export function dossiers(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'read-dossier', unit: 'dossier:code' },
    {
      method: 'get',
      path: '/api/dossiers/{code}',
      summary: 'Một hồ sơ: diễn biến, kết luận và căn cứ',
      request: {
        params: z.object({ code: z.string().min(1).max(limits.identityCharacters) }),
        query: z.strictObject({
          asOf: z.string().max(40).optional().openapi({ description: 'Tính đến: 31/10/2026, 2026-10-31' }),
          period: z.string().max(20).optional().openapi({ description: 'Kỳ: 2026-10, 2026-Q3, 2026' }),
        }),
      },
      responses: { 200: jsonAnswer(shape, 'Hồ sơ') },
    },
  )
  app.openapi(route, (c) => {
    const moment = dossierMoment(c.req.valid('query'), parts.clock())
    if (!moment.ok) throw new Refused(moment.failures)
    const explained = explainDossier(parts.installation, c.req.valid('param').code, moment.value)
    if (!explained.ok) throw new Refused(explained.failures)
    const { dossier, history } = explained.value
    const language = c.get('language')
    const answer = {
      ...dossierJson(explained.value, moment.value, language),
      unit: dossier.responsibleUnit,
      procedure: dossier.procedure,
      procedureName: nameOf(dossier.procedure, parts),
      timeline: timelineOf(dossier).map(({ at, what }) => ({ at: isoInstant(at), what: what[language] })),
      history: history.map(({ seq, source, sourceTime, recordedTime }) => ({
        seq: Number(seq),
        source,
        sourceTime: sourceTime === null ? null : isoInstant(sourceTime),
        recordedTime: isoInstant(recordedTime),
      })),
    }
    return c.json(answer, 200)
  })
}

function nameOf(procedure: string | null, { numbers }: Parts): string | null {
  return procedure === null ? null : (numbers.counting.procedures.get(procedure)?.name ?? null)
}
