import { z } from '@hono/zod-openapi'
import { levels } from '../../core/unit/level.ts'
import { unitCode } from '../../core/unit/code.ts'
import { rankingAnswer, scorecardAnswer } from '../../office/counting/json.ts'
import { type Asked, cardOf, scoreAll, type Scorecards } from '../../office/counting/scorecards.ts'
import type { Subject } from '../gate.ts'
import type { App, Parts } from '../parts.ts'
import { Refused } from '../problem.ts'
import { askedQuery, askedShape, questionOf, questionText, tagged } from '../question.ts'
import { declared, jsonAnswer } from '../route.ts'
import { figure, unitPath, words } from '../shape.ts'

/** Part, whole and ratio are null for who may see the points of the unit only. */
export const indicator = z.object({
  id: z.string(),
  part: figure,
  whole: figure,
  ratio: figure,
  points: figure,
  max: figure,
  lost: figure,
  verdict: z.object({ text: z.string(), met: z.boolean(), threshold: z.number(), inclusive: z.boolean() }).nullable(),
  policy: z.string().nullable(),
  because: z.string().optional(),
  missing: z.string().optional(),
})

const scorecard = z
  .object({
    ...askedShape,
    unit: z.string(),
    name: z.string(),
    level: z.enum(levels),
    groups: z.array(z.object({ code: z.string(), max: figure, points: figure, indicators: z.array(indicator) })),
    total: figure,
    band: z.string().nullable(),
    bandName: words.nullable(),
    missing: z.array(z.string()),
    partExceedsWhole: z.array(z.string()).optional(),
    cohort: z.enum(levels),
    rank: z.int().nullable(),
    of: z.int().nullable(),
    small: z.boolean().nullable(),
    isOpen: z.boolean().openapi({ description: 'Số đếm được xem; nếu không, chỉ điểm' }),
  })
  .openapi('Scorecard')
export type ScorecardAnswer = z.infer<typeof scorecard>

const ranking = z
  .object({
    ...askedShape,
    level: z.enum(levels),
    of: z.int(),
    rows: z.array(
      z.object({
        rank: z.int().nullable(),
        unit: z.string(),
        name: z.string(),
        total: figure,
        max: figure,
        band: z.string().nullable(),
        bandName: words.nullable(),
        small: z.boolean(),
        groups: z.record(z.string(), figure),
      }),
    ),
  })
  .openapi('Ranking')
export type RankingAnswer = z.infer<typeof ranking>

export function scores(app: App, parts: Parts): void {
  addScorecard(app, parts)
  addRanking(app, parts)
}

/** Everybody who asks for any unit or rank of one question shares one answer of the engine. */
export function sharedScores({ numbers }: Parts, asked: Asked): Promise<Scorecards> {
  return numbers.ask(questionText('scores', asked, []), (counting) => scoreAll(counting, asked))
}

function addScorecard(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'read-scores', unit: 'path:unit' },
    {
      method: 'get',
      path: '/api/scorecards/{unit}',
      summary: 'Phiếu điểm của một đơn vị',
      request: {
        params: z.object(unitPath),
        query: z.strictObject(askedQuery),
      },
      responses: { 200: jsonAnswer(scorecard, 'Phiếu điểm'), 304: { description: 'Không đổi' } },
    },
  )
  app.openapi(route, async (c) => {
    const asked = await questionOf(c.req.valid('query'), parts)
    const scorecards = await sharedScores(parts, asked)
    const found = cardOf(scorecards, unitCode(c.req.valid('param').unit))
    if (!found.ok) throw new Refused(found.failures)
    const shown = shownCard(c.get('subject'), parts, scorecards, found.value)
    return tagged(c, shown) ? c.body(null, 304) : c.json(shown, 200)
  })
}

/** A scorecard as this asker may see it. */
export function shownCard(subject: Subject, { gate }: Parts, scorecards: Scorecards, found: Found) {
  const isOpen = gate.decide(subject, 'read-explanations', found.unit.code).ok
  const answer = scorecardAnswer(scorecards, found)
  return { ...(isOpen ? answer : closed(answer)), isOpen }
}

type Found = Parameters<typeof scorecardAnswer>[1]

/** Of others only the published scores: points, no counts. */
function closed(answer: ReturnType<typeof scorecardAnswer>): ReturnType<typeof scorecardAnswer> {
  return { ...answer, groups: withoutCounts(answer.groups) }
}

export function withoutCounts(groups: CardGroups): CardGroups {
  return groups.map((group) => ({
    ...group,
    indicators: group.indicators.map((one) => ({ ...one, part: null, whole: null, ratio: null })),
  }))
}

type CardGroups = ReturnType<typeof scorecardAnswer>['groups']

function addRanking(app: App, parts: Parts): void {
  const route = declared(
    parts,
    { action: 'read-scores', unit: 'province' },
    {
      method: 'get',
      path: '/api/ranking',
      summary: 'Xếp hạng các đơn vị cùng cấp',
      request: { query: z.strictObject({ ...askedQuery, level: z.enum(levels) }) },
      responses: { 200: jsonAnswer(ranking, 'Bảng xếp hạng'), 304: { description: 'Không đổi' } },
    },
  )
  app.openapi(route, async (c) => {
    const { level, ...query } = c.req.valid('query')
    const scorecards = await sharedScores(parts, await questionOf(query, parts))
    const answer = rankingAnswer(scorecards, level)
    return tagged(c, answer) ? c.body(null, 304) : c.json(answer, 200)
  })
}
