import { z } from 'zod'
import { instant } from '../time/instant.ts'
import { isPeriod, periodExpected } from '../period/period.ts'
import { said } from '../problem.ts'

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

/** Figures that a one-stop system or the portal reports for a unit and period: kept beside what is computed. */
export const reportedScorecard = z.strictObject({
  unit: z.string(),
  period,
  /** The form they came in: igate, 06a, 06b, 07a, 07b, portal … */
  form: z.string(),
  figures: z.record(z.string(), z.number().nullable()),
})
