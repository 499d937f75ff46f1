import type { Procedure } from '../procedure/procedure.ts'
import type { QualityFinding } from './catalogue.ts'

/** What is missing in the decisions that announce a procedure: without it they cannot be shown to be on time (note, 1.1, 1.2). */
export function procedureQuality({ announcements }: Procedure): readonly QualityFinding[] {
  return announcements.flatMap(({ decision, decidedOn, legalBasisEffectiveOn }): QualityFinding[] => {
    if (decidedOn === null) return [{ code: 'announcement-undated', params: { decision } }]
    return legalBasisEffectiveOn === null ? [{ code: 'legal-basis-undated', params: { decision } }] : []
  })
}
