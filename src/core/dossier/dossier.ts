import { z } from 'zod'
import { instant as instantOf } from '../time/instant.ts'

/**
 * A dossier (hồ sơ) as the ledger keeps it: the fields of the synchronisation format `DongBoHoSoMC`, named and typed,
 * without names, identity numbers, phones and addresses. Times are instants; `null` is "not stated".
 */

const instant = z.int().transform(instantOf)
const flag = z.boolean()

/** 1 Mới đăng ký … 10 Đã trả kết quả. */
export const dossierStatuses = [
  'registered',
  'accepted',
  'refused',
  'in-process',
  'supplement-requested',
  'payment-requested',
  'withdrawn',
  'stopped',
  'settled',
  'returned',
] as const
export type DossierStatus = (typeof dossierStatuses)[number]

export const channels = ['direct', 'online', 'postal'] as const
export const applicantKinds = ['citizen', 'enterprise', 'state-body', 'other'] as const
export const onlinePayments = ['none', 'national-gateway', 'provincial-gateway'] as const

export const dossier = z.strictObject({
  code: z.string().min(1).max(100),
  /** Scored for the dossier (DonViXuLy), as a canonical unit code. */
  responsibleUnit: z.string().nullable(),
  /** Where it was handed in (NoiNopHoSo, else the envelope's madonvi); may differ since July 2025. */
  receivingUnit: z.string().nullable(),
  procedure: z.string().nullable(),
  field: z.string().nullable(),
  channel: z.enum(channels),
  applicantKind: z.enum(applicantKinds).nullable(),
  /** Keyed hash of the applicant's identity number; null when there was none. */
  person: z.string().nullable(),
  submittedAt: instant.nullable(),
  receivedAt: instant.nullable(),
  dueAt: instant.nullable(),
  status: z.enum(dossierStatuses).nullable(),
  /** NgayKetThucXuLy, NgayTra, NgayTuChoi. */
  settledAt: instant.nullable(),
  returnedAt: instant.nullable(),
  refusedAt: instant.nullable(),
  /** How the result is returned (HinhThuc), as sent. */
  returnForm: z.string().nullable(),
  hasDigitisedComponent: flag,
  isVneidVerified: flag,
  onlinePayment: z.enum(onlinePayments),
  /** Codes of the national databases that were used (MaCSDL). */
  databases: z.array(z.string()),
  components: z.array(
    z.strictObject({
      code: z.string().nullable(),
      digitised: flag,
      reused: flag,
      fromStorage: flag,
      fileHash: z.string().nullable(),
    }),
  ),
  fees: z.array(
    z.strictObject({ code: z.string().nullable(), kind: z.string().nullable(), amount: z.int().nullable() }),
  ),
  supplements: z.array(
    z.strictObject({
      askedAt: instant.nullable(),
      receivedAt: instant.nullable(),
      dueBefore: instant.nullable(),
      dueAfter: instant.nullable(),
    }),
  ),
  results: z.array(z.strictObject({ code: z.string().nullable(), fileHash: z.string().nullable() })),
  /** Steps of handling (Tiến độ), in time order: when each status was reached. */
  progress: z.array(z.strictObject({ status: z.enum(dossierStatuses).nullable(), at: instant })),
  isTest: flag,
})
export type Dossier = Readonly<z.infer<typeof dossier>>

/** What a judgement looks at. */
export type Handled = Pick<
  Dossier,
  'status' | 'receivedAt' | 'dueAt' | 'settledAt' | 'returnedAt' | 'refusedAt' | 'supplements' | 'progress'
>
