import { z } from '@hono/zod-openapi'
import { levels } from '../../core/unit/level.ts'
import { unitCode } from '../../core/unit/code.ts'
import { rankingAnswer } from '../../office/counting/json.ts'
import { cardOf } from '../../office/counting/scorecards.ts'
import { rankingTable, scorecardTable } from '../../office/export/scores.ts'
import { exportQuery, sheetAnswer, sheetFile, standOf } from '../export.ts'
import type { App, Parts } from '../parts.ts'
import { valueOf } from '../problem.ts'
import { askedQuery, questionOf } from '../question.ts'
import { declared } from '../route.ts'
import { unitPath } from '../shape.ts'
import { sharedScores, shownCard } from './scores.ts'

/** The same answers as those of scores.ts, as files. */
export function scoreExports(app: App, parts: Parts): void {
  const card = declared(
    parts,
    { action: 'export-scores', unit: 'path:unit' },
    {
      method: 'get',
      path: '/api/scorecards/{unit}/export',
      summary: 'Phiếu điểm của một đơn vị, dạng bảng tính',
      request: {
        params: z.object(unitPath),
        query: z.strictObject({ ...askedQuery, ...exportQuery }),
      },
      responses: { 200: sheetAnswer },
    },
  )
  app.openapi(card, async (c) => {
    const { format, ...query } = c.req.valid('query')
    const scorecards = await sharedScores(parts, await questionOf(query, parts))
    const found = valueOf(cardOf(scorecards, unitCode(c.req.valid('param').unit)))
    const answer = shownCard(c.get('subject'), parts, scorecards, found)
    const table = scorecardTable(answer, scorecards, standOf(c, parts, scorecards.watermark))
    return sheetFile(c, table, format, ['phieu-diem', answer.unit, answer.period])
  })

  const ranking = declared(
    parts,
    { action: 'export-scores', unit: 'province' },
    {
      method: 'get',
      path: '/api/ranking/export',
      summary: 'Xếp hạng các đơn vị cùng cấp, dạng bảng tính',
      request: { query: z.strictObject({ ...askedQuery, ...exportQuery, level: z.enum(levels) }) },
      responses: { 200: sheetAnswer },
    },
  )
  app.openapi(ranking, async (c) => {
    const { level, format, ...query } = c.req.valid('query')
    const scorecards = await sharedScores(parts, await questionOf(query, parts))
    const answer = rankingAnswer(scorecards, level)
    const table = rankingTable(answer, scorecards, standOf(c, parts, scorecards.watermark))
    return sheetFile(c, table, format, ['xep-hang', level, answer.period])
  })
}
