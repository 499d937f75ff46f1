import { expect, test } from 'vitest'
import type { Procedure } from '../procedure/procedure.ts'
import { procedureQuality } from './procedure.ts'

const codesOf = (announcements: Procedure['announcements']) =>
  procedureQuality({
    code: '1.1',
    name: 'Thủ tục',
    field: null,
    authority: 'H99',
    announcements,
    publishedOn: null,
    withdrawnOn: null,
    publicParts: null,
    audiences: [],
    hasFee: false,
    paymentIntegrated: false,
    returnsPaper: false,
    maxWorkingDays: null,
  }).map(({ code, params }) => `${code} ${JSON.stringify(params['decision'])}`)

test('a decision without its dates is named, once each', () => {
  expect(
    codesOf([
      { decision: '1/QĐ', decidedOn: '2026-09-10', legalBasisEffectiveOn: '2026-09-20' },
      { decision: '2/QĐ', decidedOn: null, legalBasisEffectiveOn: null },
      { decision: '3/QĐ', decidedOn: '2026-09-10', legalBasisEffectiveOn: null },
    ]),
  ).toEqual(['announcement-undated "2/QĐ"', 'legal-basis-undated "3/QĐ"'])
  expect(codesOf([])).toEqual([])
})
