import { z } from 'zod'
import { instant } from '../time/instant.ts'
import { isPeriod, periodExpected } from '../period/period.ts'
import { said } from '../problem.ts'
import { printedVerdict } from '../table/monthly-table.ts'
import { levels } from '../unit/level.ts'

/** Bodies of the smaller kinds of observation; dossier, petition, procedure, service and unit have files of their own. */

const at = z.int().transform(instant)
const period = z.string().refine(isPeriod, said(periodExpected))
const count = z.int().min(0)

/** Dossiers received by a unit in a period, as the national report system has them: the whole of indicator 1.4. */
export const nationalReport = z.strictObject({ unit: z.string(), period, received: count })

/** Whether a unit has to offer, and offers, certified electronic copies. */
export const certifiedCopyUnit = z.strictObject({
  unit: z.string(),
  due: z.boolean(),
  provides: z.boolean(),
  since: z.iso.date().nullable(),
})

/** The portal acknowledged a dossier. */
export const syncReceipt = z.strictObject({ dossier: z.string(), acknowledgedAt: at })

/** What someone thought of the handling of a dossier. */
export const rating = z.strictObject({ dossier: z.string(), at, satisfied: z.boolean() })

/**
 * Figures that a one-stop system, the portal or a printed table reports for a unit and period: kept as printed beside what
 * is computed. What the first forms did not have is optional and left out, so that their canonical text stays the same.
 */
export const reportedScorecard = z.strictObject({
  /** `VN` is the country. */
  unit: z.string(),
  period,
  /** The form they came in: igate, 06a, 06b, 07a, 07b, or one of core/reported/report.ts. */
  form: z.string(),
  /** By name; for those of published tables see core/reported/figures.ts. Null: the table says that there is none. */
  figures: z.record(z.string(), z.number().nullable()),
  /** The unit's name as printed. */
  name: z.string().optional(),
  /** The kind of unit, where the table says. */
  level: z.enum(levels).optional(),
  /** The day on which the source showed these figures. */
  capturedAt: z.iso.date().optional(),
  rank: count.optional(),
  band: z.string().optional(),
  /** What is printed where the figure alone would not bring it back, by the name of the figure. */
  printed: z.record(z.string(), z.string()).optional(),
  /** The verdict column by indicator. */
  verdicts: z.record(z.string(), printedVerdict).optional(),
})
export type ReportedScorecard = Readonly<z.infer<typeof reportedScorecard>>
