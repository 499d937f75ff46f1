import { applicantKinds, channels, type Dossier, dossierStatuses, onlinePayments } from '../../core/dossier/dossier.ts'
import { dossierText } from '../../core/dossier/dossier-text.ts'
import type { Instant } from '../../core/time/instant.ts'
import { fold } from '../../core/text/fold.ts'
import { BadField } from '../bad-field.ts'
import {
  codeIn,
  type Fields,
  flagIn,
  isCode,
  listIn,
  momentIn,
  oneOfIn,
  textIn,
  type UnitNames,
  unitIn,
} from '../field.ts'
import type { KeyedHash } from '../keyed-hash.ts'
import type { SealedObservation } from '../../core/observation/observation.ts'
import { sealed } from '../observe.ts'

/** What reading a dossier needs from outside the row. */
export type DossierContext = {
  readonly hash: KeyedHash
  readonly unitNamed: UnitNames
  /** The unit that sends (madonvi of the envelope): receives what says nothing else; null when unknown. */
  readonly sender: string | null
}

/**
 * A Hồ sơ of the synchronisation format as core has it. Fields are taken by name, all others stay out, so that a field
 * nobody thought of cannot bring in personal data. Throws BadField.
 */
export function dossierOf(fields: Fields, { hash, unitNamed, sender }: DossierContext): Dossier {
  return {
    code: required(fields, 'MaHoSo'),
    responsibleUnit: unitIn(fields, 'DonViXuLy', unitNamed),
    receivingUnit: receivingUnitIn(fields, unitNamed) ?? sender,
    procedure: codeIn(fields, 'MaTTHC', 60) || null,
    field: codeOrHash(fields, 'MaLinhVuc', hash),
    channel: oneOfIn(fields, 'KenhThucHien', channelCodes) ?? 'direct',
    applicantKind: oneOfIn(fields, 'LoaiDoiTuong', applicantCodes),
    person: hash.person(textIn(fields, 'SoGiayToChuHoSo')),
    submittedAt: momentIn(fields, 'NgayNopHoSo'),
    receivedAt: momentIn(fields, 'NgayTiepNhan'),
    dueAt: momentIn(fields, 'NgayHenTra'),
    status: oneOfIn(fields, 'TrangThaiHoSo', statusCodes),
    settledAt: momentIn(fields, 'NgayKetThucXuLy'),
    returnedAt: momentIn(fields, 'NgayTra'),
    refusedAt: momentIn(fields, 'NgayTuChoi'),
    returnForm: codeOrHash(fields, 'HinhThuc', hash),
    hasDigitisedComponent: flagIn(fields, 'HoSoCoThanhPhanSoHoa'),
    isVneidVerified: flagIn(fields, 'TaiKhoanDuocXacThucVoiVNeID'),
    onlinePayment: oneOfIn(fields, 'DuocThanhToanTrucTuyen', paymentCodes) ?? 'none',
    databases: listIn(fields, 'DSKetNoiCSDL').flatMap((item) => codeOrHash(item, 'MaCSDL', hash) ?? []),
    components: listIn(fields, 'TaiLieuNop').map((item) => ({
      code: codeOrHash(item, 'MaThanhPhanHoSo', hash),
      digitised: flagIn(item, 'DuocSoHoa'),
      reused: flagIn(item, 'DuocTaiSuDung'),
      fromStorage: flagIn(item, 'DuocLayTuKhoDMQG'),
      fileHash: hash.file(textIn(item, 'DuongDanTaiTepTin')),
    })),
    fees: listIn(fields, 'DanhSachLePhi').map((item) => ({
      code: codeOrHash(item, 'MaPhiLePhi', hash),
      kind: codeOrHash(item, 'LoaiPhiLePhi', hash),
      amount: amountIn(item, 'Gia'),
    })),
    supplements: listIn(fields, 'DanhSachHoSoBoSung').map((item) => ({
      askedAt: momentIn(item, 'NgayBoSung'),
      receivedAt: momentIn(item, 'NgayTiepNhanBoSung'),
      dueBefore: momentIn(item, 'NgayHenTraTruoc'),
      dueAfter: momentIn(item, 'NgayHenTraMoi'),
    })),
    results: listIn(fields, 'DanhSachGiayToKetQua').map((item) => ({
      code: codeOrHash(item, 'MaGiayToKetQua', hash),
      fileHash: hash.file(textIn(item, 'DuongDanTepTinKetQua')),
    })),
    progress: progressLists.flatMap((column) => listIn(fields, column).map(stepIn)).toSorted((a, b) => a.at - b.at),
    isTest: testColumns.some((column) => isTestText(fields[column])),
  }
}

type Step = Dossier['progress'][number]

/** Systems name the list of steps in different ways. */
const progressLists = ['TienDo', 'DanhSachTienDo', 'DanhSachTienDoXuLy', 'DSTienDo']

export function stepIn(fields: Fields): Step {
  const at = momentIn(fields, 'ThoiDiemXuLy')
  if (at === null) throw new BadField('field-missing', 'ThoiDiemXuLy', '')
  return { status: oneOfIn(fields, 'TrangThai', statusCodes), at }
}

/** The latest event that the dossier tells of, not after `now` if that is given. What is planned, due dates, is no event. */
export function lastEvent(dossier: Dossier, now: Instant | null): Instant | null {
  const { submittedAt, receivedAt, settledAt, returnedAt, refusedAt, supplements, progress } = dossier
  let last: Instant | null = null
  const consider = (at: Instant | null): void => {
    if (at !== null && (now === null || at <= now) && (last === null || at > last)) last = at
  }
  for (const at of [submittedAt, receivedAt, settledAt, returnedAt, refusedAt]) consider(at)
  for (const { askedAt, receivedAt: answeredAt } of supplements) {
    consider(askedAt)
    consider(answeredAt)
  }
  for (const { at } of progress) consider(at)
  return last
}

/** Of a body that was read field by field into what core accepts, so that it is not checked again; a test does. */
export function observeDossier(
  source: string,
  body: Dossier,
  now: Instant,
  original: string | Uint8Array,
): SealedObservation {
  const [sourceTime, versionTime] = [lastEvent(body, now), lastEvent(body, null)]
  return sealed({ source, kind: 'dossier', key: body.code, sourceTime, versionTime, body, original }, dossierText(body))
}

function numbered<T>(values: readonly T[], from: number): ReadonlyMap<string, T> {
  return new Map(values.map((value, index) => [String(index + from), value]))
}

const statusCodes = numbered(dossierStatuses, 1)
const channelCodes = numbered(channels, 1)
const applicantCodes = numbered(applicantKinds, 1)
const paymentCodes = numbered(onlinePayments, 0)

export function required(fields: Fields, column: string): string {
  const code = codeIn(fields, column)
  if (code === '') throw new BadField('field-missing', column, '')
  return code
}

/** 1 and 2 say by which system it was handed in, not to whom. */
function receivingUnitIn(fields: Fields, unitNamed: UnitNames): string | null {
  return /^\d?$/.test(textIn(fields, 'NoiNopHoSo')) ? null : unitIn(fields, 'NoiNopHoSo', unitNamed)
}

/** Codes of lists, which no dossier is lost for: a text that is no code is kept as its hash, equal when equal. */
function codeOrHash(fields: Fields, column: string, hash: KeyedHash): string | null {
  const given = textIn(fields, column)
  if (given === '') return null
  return given.length <= 60 && (isCode(given) || acronym.test(given)) ? given : `h:${hash.text(given)}`
}

const acronym = /^[A-Z][A-Z_-]{0,15}$/

function amountIn(fields: Fields, column: string): number | null {
  const value = fields[column]
  if (value === undefined || value === null || value === '') return null
  const amount =
    typeof value === 'string' && /^(?:0|[1-9]\d{0,11})(?:\.0+)?$/.test(value.trim()) ? Number(value) : value
  if (typeof amount !== 'number' || !Number.isSafeInteger(amount) || amount < 0) {
    throw new BadField('number-invalid', column, value, { expected: { vi: 'số đồng nguyên', en: 'whole đồng' } })
  }
  return amount
}

const testColumns = ['ChuHoSo', 'TrichYeuHoSo']

/** Dossiers that people made to try the system out, by what they wrote in place of a name or subject. */
function isTestText(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 40) return false
  return /^[HTht]/.test(value) && /^(?:ho so )?(?:test|thu nghiem)[\s\d._-]*$/.test(fold(value))
}
