/**
 * People who cannot exist: no province has the number 999 that starts their identity numbers, no tax number starts with
 * 99999, no phone with 0000, and .invalid is never a mail domain. They are there because intake has to leave them out.
 */

/** The constant that some systems send in place of a number they do not have. */
export const constantIdentity = '999999999999'

export function person(serial: number, constant: string | null, isCitizen: boolean): Record<string, string> {
  // Every seventh comes a second time.
  const who = serial % 7 === 6 ? serial - 1 : serial
  const number = String(who % 100_000_000)
  return {
    ChuHoSo: isCitizen ? `Nguyễn Văn Mẫu ${number}` : `Công ty TNHH Mẫu ${number}`,
    LoaiDoiTuong: isCitizen ? '1' : '2',
    MaDoiTuong: `MAU-${number}`,
    SoGiayToChuHoSo: constant ?? (isCitizen ? `9990${number.padStart(8, '0')}` : `99999${number.padStart(8, '0')}`),
    Email: `mau${number}@example.invalid`,
    SoDienThoai: `0000${number.padStart(6, '0').slice(-6)}`,
  }
}
