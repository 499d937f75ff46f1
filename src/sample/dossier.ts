import { compact, daySeconds, type Second, stamp } from './days.ts'
import { constantIdentity, person } from './person.ts'
import type { Ask, Plan } from './plan.ts'
import type { SampleUnit } from './province.ts'
import { type Step, stepsOf } from './steps.ts'

/** Where a dossier was handed in, who has it, and the codes it is sent with. */
export type Place = {
  readonly code: string
  /** As sent: mostly the canonical code, sometimes an alias of it. */
  readonly unit: string
  readonly receiving: string
}

/** A Hồ sơ of the synchronisation format. Texts only, as the sources send them. */
export function dossierFields(plan: Plan, place: Place): Record<string, unknown> {
  const { procedure, times, role } = plan
  const steps = stepsOf(plan)
  const isMadeUp = plan.dirt === 'settled-instead'
  const last = isMadeUp ? '9' : (steps.at(-1)?.status ?? '2')
  const status = role.kind === 'unreceived' ? (role.refused ? '3' : '1') : last
  const wasReceived = role.kind !== 'unreceived'
  return {
    MaHoSo: place.code,
    MaTTHC: procedure.code,
    TenTTHC: procedure.name,
    MaLinhVuc: procedure.fieldCode,
    TenLinhVuc: procedure.field,
    KenhThucHien: channel(plan),
    ...person(plan.serial, plan.dirt === 'identity-repeated' ? constantIdentity : null, procedure.forCitizens),
    TrichYeuHoSo: role.kind === 'test' ? `Hồ sơ test ${plan.serial % 1000}` : procedure.name,
    NgayNopHoSo: stamp(times.submitted),
    NgayTiepNhan: wasReceived ? stamp(times.received) : '',
    NgayHenTra: wasReceived && times.due !== null ? stamp(times.due) : '',
    TrangThaiHoSo: status,
    NgayTra: returned(plan, steps),
    HinhThuc: String(plan.serial % 3),
    NgayKetThucXuLy: momentOf(steps, isMadeUp ? '8' : '9'),
    DonViXuLy: place.unit,
    NgayTuChoi: role.kind === 'unreceived' && role.refused ? stamp(times.submitted + 7200) : momentOf(steps, '3'),
    NoiNopHoSo: place.receiving,
    HoSoCoThanhPhanSoHoa: hasDigitised(plan) ? '1' : '0',
    TaiKhoanDuocXacThucVoiVNeID: plan.usesPopulationData && plan.serial % 4 !== 0 ? '1' : '0',
    DuocThanhToanTrucTuyen: payment(plan),
    DSKetNoiCSDL: databases(plan),
    TaiLieuNop: components(plan),
    DanhSachLePhi: fees(plan),
    DanhSachHoSoBoSung: times.asks.map(supplement),
    DanhSachGiayToKetQua: results(plan),
    TienDo: steps.map((step) => progress(step, place)),
  }
}

/** `H99.50.05-261008-0975`; numbers of six digits come from the system of a ministry. */
export function dossierCode(agency: string, received: Second, sequence: number, ministry: boolean): string {
  const day = compact(Math.floor(received / daySeconds)).slice(2)
  const number = String(sequence).padStart(4, '0')
  return `${agency}-${day}-${ministry ? `15${number}` : number}`
}

/** The code a dossier is sent under: some systems still send the older form, some an alias of their unit. */
export function sentUnit({ code, aliases }: SampleUnit, serial: number): string {
  if (serial % 50 !== 7 && serial % 50 !== 8) return code
  return (serial % 50 === 7 ? aliases[0] : aliases[1]) ?? code
}

function channel({ isOnline, serial }: Plan): string {
  if (isOnline) return '2'
  if (serial % 25 === 3) return '3'
  // Not stated means direct.
  return serial % 40 === 9 ? '' : '1'
}

function payment({ isPaidOnline, dirt, serial }: Plan): string {
  if (isPaidOnline) return serial % 3 === 0 ? '2' : '1'
  return dirt === 'paid-online-without-fee' ? '1' : '0'
}

function momentOf(steps: readonly Step[], status: string): string {
  const at = steps.find((step) => step.status === status)?.at
  return at === undefined ? '' : stamp(at)
}

function returned({ dirt }: Plan, steps: readonly Step[]): string {
  const text = momentOf(steps, '10')
  // A slip of the keyboard: 2062 for 2026.
  return dirt === 'date-in-future' && text !== '' ? `2062${text.slice(4)}` : text
}

/** Without a digitised result a digitised component alone does not make a dossier digitised. */
function hasDigitised(plan: Plan): boolean {
  return plan.isDigitised || (!plan.hasResultFile && plan.serial % 3 === 0)
}

/** 7 is what one-stop systems send for the population database; the others are told apart by it only. */
export const populationDatabase = '7'

function databases({ usesPopulationData, serial }: Plan): unknown[] {
  const population =
    usesPopulationData && (serial % 4 === 0 || serial % 3 === 0) ? [{ MaCSDL: populationDatabase }] : []
  return serial % 11 === 0 ? [...population, { MaCSDL: '2' }] : population
}

function components(plan: Plan): unknown[] {
  const { serial, procedure } = plan
  return Array.from({ length: 1 + (serial % 3) }, (_, index) => ({
    TenTepDinhKem: `Thành phần ${index + 1}`,
    MaThanhPhanHoSo: `${procedure.code}.TP${index + 1}`,
    DuongDanTaiTepTin: filed(serial, index),
    DuocSoHoa: index === 0 && hasDigitised(plan) ? '1' : '0',
    DuocTaiSuDung: index === 0 && plan.isReused ? '1' : '0',
    DuocLayTuKhoDMQG: index === 0 && plan.isStored ? '1' : '0',
    MaKetQuaThayThe: '',
  }))
}

function filed(serial: number, index: number): string {
  return `https://motcua.mau.invalid/tep/${serial}-${index + 1}.pdf`
}

function fees({ fee, serial, procedure }: Plan): unknown[] {
  if (fee === 'none') return []
  const amount = fee === 'zero' ? '0' : String(10_000 * (1 + (serial % 30)))
  const one = {
    TenPhiLePhi: `Lệ phí ${procedure.name}`,
    MaPhiLePhi: 'LP01',
    HinhThucThu: '1',
    Gia: amount,
    LoaiPhiLePhi: '1',
  }
  // A second item of nothing: one positive fee is enough.
  const nothing = { ...one, TenPhiLePhi: 'Phí thẩm định', MaPhiLePhi: 'LP02', Gia: '0', LoaiPhiLePhi: '2' }
  return serial % 9 === 0 ? [one, nothing] : [one]
}

function supplement({ asked, answered, before, after }: Ask): unknown {
  return {
    NgayBoSung: stamp(asked),
    NgayTiepNhanBoSung: answered === null ? '' : stamp(answered),
    NoiDungBoSung: 'Bổ sung giấy tờ còn thiếu',
    NgayHenTraTruoc: before === null ? '' : stamp(before),
    NgayHenTraMoi: after === null ? '' : stamp(after),
  }
}

/** A paper without a file is no e-result. */
function results(plan: Plan): unknown[] {
  const { endKind, procedure, serial, hasResultFile, dirt } = plan
  if (endKind !== 'settled' && endKind !== 'returned') return []
  if (!hasResultFile && serial % 2 === 0) return []
  const file = dirt === 'result-is-filed-document' ? filed(serial, 0) : `https://motcua.mau.invalid/kq/${serial}.pdf`
  return [
    {
      TenGiayTo: `Kết quả ${procedure.name}`,
      MaGiayToKetQua: `KQ.${procedure.code}`,
      DuongDanTepTinKetQua: hasResultFile ? file : '',
    },
  ]
}

function progress({ at, status, officer }: Step, { code }: Place): unknown {
  return {
    MaHoSo: code,
    NguoiXuLy: `Cán bộ Mẫu ${officer}`,
    ThoiDiemXuLy: stamp(at),
    PhongBanXuLy: 'Bộ phận Một cửa',
    TrangThai: status,
    NgayBatDau: stamp(at),
    NgayKetThucTheoQuyDinh: '',
  }
}
