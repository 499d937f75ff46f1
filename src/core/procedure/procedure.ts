import { z } from 'zod'
import { levels } from '../unit/level.ts'

/** An administrative procedure (thủ tục hành chính) as the province lists it, with its decisions and publication. */

const day = z.iso.date().nullable()

export const audiences = ['citizen', 'enterprise', 'state-body', 'other'] as const
/** Dịch vụ công toàn trình, một phần, chỉ cung cấp thông tin. */
export const onlineLevels = ['full', 'partial', 'information'] as const

/** One decision that announces the procedure, with the latest effective date of its legal basis. */
const announcement = z.strictObject({ decision: z.string(), decidedOn: day, legalBasisEffectiveOn: day })

export const procedure = z.strictObject({
  code: z.string().min(1).max(60),
  name: z.string(),
  field: z.string().nullable(),
  /** The unit under whose authority it is, as a canonical unit code. */
  authority: z.string().nullable(),
  /** Every unit of this level handles it and counts it as a procedure of its own; the authority counts it once. */
  commonTo: z.enum(levels).optional(),
  announcements: z.array(announcement),
  publishedOn: day,
  withdrawnOn: day,
  /** Name, steps, ways, components, time limit, audience, who does it: how many of the seven parts are public. */
  publicParts: z.int().min(0).max(7).nullable(),
  audiences: z.array(z.enum(audiences)),
  hasFee: z.boolean(),
  paymentIntegrated: z.boolean(),
  /** A result on paper is returned, so an electronic result is due. */
  returnsPaper: z.boolean(),
  maxWorkingDays: z.number().min(0).max(1000).nullable(),
})
export type Procedure = Readonly<z.infer<typeof procedure>>

export const serviceStatuses = ['public', 'stopping', 'under-test', 'closed'] as const

/** An online service (DVC trực tuyến) that offers a procedure. */
export const service = z.strictObject({
  code: z.string().min(1).max(60),
  name: z.string(),
  procedure: z.string(),
  onlineLevel: z.enum(onlineLevels),
  status: z.enum(serviceStatuses),
  unit: z.string().nullable(),
})
export type Service = Readonly<z.infer<typeof service>>
