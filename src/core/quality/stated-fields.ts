import type { Dossier } from '../dossier/dossier.ts'
import type { Words } from '../words.ts'
import type { QualityFinding } from './catalogue.ts'

/** What a source may not have at all, and what is counted by it. */
type Field = {
  readonly words: Words
  /** Numbers of the calculation note. */
  readonly indicators: string
  /** Whether the dossier says more than a source without the field would. */
  readonly isStated: (dossier: Dossier) => boolean
}

const fields: readonly Field[] = [
  {
    words: { vi: 'kênh nộp khác trực tiếp (KenhThucHien)', en: 'a channel other than direct (KenhThucHien)' },
    indicators: '3.2, 3.3, 3.4',
    isStated: ({ channel }) => channel !== 'direct',
  },
  {
    words: { vi: 'ngày hẹn trả (NgayHenTra)', en: 'a due date (NgayHenTra)' },
    indicators: '2.1',
    isStated: ({ dueAt }) => dueAt !== null,
  },
  {
    words: { vi: 'thanh toán trực tuyến (DuocThanhToanTrucTuyen)', en: 'payment online (DuocThanhToanTrucTuyen)' },
    indicators: '3.5, 3.6',
    isStated: ({ onlinePayment }) => onlinePayment !== 'none',
  },
  {
    words: { vi: 'tệp kết quả (DanhSachGiayToKetQua)', en: 'a result file (DanhSachGiayToKetQua)' },
    indicators: '3.3, 4.1, 4.2',
    isStated: ({ results }) => results.some(({ fileHash }) => fileHash !== null),
  },
  {
    words: { vi: 'thành phần số hóa (HoSoCoThanhPhanSoHoa)', en: 'a digitised component (HoSoCoThanhPhanSoHoa)' },
    indicators: '4.2',
    isStated: ({ hasDigitisedComponent }) => hasDigitisedComponent,
  },
  {
    words: { vi: 'tài liệu nộp (TaiLieuNop)', en: 'handed-in documents (TaiLieuNop)' },
    indicators: '4.3, 4.4',
    isStated: ({ components }) => components.length > 0,
  },
  {
    words: {
      vi: 'xác thực VNeID hay CSDL đã dùng (TaiKhoanDuocXacThucVoiVNeID, DSKetNoiCSDL)',
      en: 'a VNeID check or a database used (TaiKhoanDuocXacThucVoiVNeID, DSKetNoiCSDL)',
    },
    indicators: '4.5',
    isStated: ({ isVneidVerified, databases }) => isVneidVerified || databases.length > 0,
  },
]

/** With fewer dossiers than this that none says so may be chance. */
const enough = 50

/** Which fields the dossiers of one source state at all. */
export class StatedFields {
  #dossiers = 0
  readonly #missing = new Set(fields)

  add(dossier: Dossier): void {
    this.#dossiers++
    for (const field of this.#missing) if (field.isStated(dossier)) this.#missing.delete(field)
  }

  findings(): readonly QualityFinding[] {
    if (this.#dossiers < enough) return []
    return [...this.#missing].map(({ words, indicators }) => ({
      code: 'field-never-stated',
      params: { count: this.#dossiers, field: words, indicators },
    }))
  }
}
