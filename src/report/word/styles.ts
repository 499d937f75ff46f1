import { AlignmentType, type IStylesOptions } from 'docx'

/** Word counts letter sizes in half points. */
const points = (size: number) => size * 2

/** The paragraph styles of the report by id. The names are what Word's style list shows to the official who edits it. */
export const style = {
  organ: 'Organ',
  organDetail: 'OrganDetail',
  date: 'LetterDate',
  rule: 'Rule',
  subtitle: 'ReportSubtitle',
  attachment: 'Attachment',
  body: 'ReportBody',
  pageNumber: 'ReportPageNumber',
  tableHead: 'TableHead',
  tableText: 'TableText',
  tableFigure: 'TableFigure',
  end: 'ReportEnd',
} as const

/** The letter size of organ and motto in points: the smaller of the two Decree 30 allows, so that the motto keeps to one line. */
export const ORGAN_SIZE = 12
export const MOTTO_SIZE = 13

const centred = { alignment: AlignmentType.CENTER }
const tight = { spacing: { before: 0, after: 0 } }

export const styles: IStylesOptions = {
  default: {
    document: {
      run: { font: 'Times New Roman', size: points(13), language: { value: 'vi-VN', eastAsia: 'vi-VN' } },
    },
    heading1: {
      run: { bold: true, size: points(14), color: '000000' },
      paragraph: { ...centred, ...tight, keepNext: true, keepLines: true, outlineLevel: 0 },
    },
  },
  paragraphStyles: [
    named(style.organ, 'Cơ quan, Quốc hiệu', { ...centred, ...tight }, { bold: true, size: points(ORGAN_SIZE) }),
    named(style.organDetail, 'Số ký hiệu, Tiêu ngữ', { ...centred, ...tight }, { size: points(MOTTO_SIZE) }),
    named(style.date, 'Địa danh, ngày tháng', { ...centred, ...tight }, { italics: true, size: points(MOTTO_SIZE) }),
    named(style.rule, 'Đường kẻ', { spacing: { before: 20, after: 20, line: 80, lineRule: 'exact' } }, { size: 4 }),
    named(style.subtitle, 'Dòng dưới tên bảng', { ...centred, ...tight, keepNext: true }, { bold: true }),
    named(style.attachment, 'Kèm theo', { ...centred, ...tight, keepNext: true }, { italics: true }),
    named(style.body, 'Lời văn', { spacing: { before: 120, after: 120 } }, {}),
    named(style.pageNumber, 'Số trang', { ...centred, ...tight }, {}),
    named(style.tableHead, 'Bảng - tiêu đề cột', { ...centred, ...cell(), keepNext: true }, bold12()),
    named(style.tableText, 'Bảng - chữ', { alignment: AlignmentType.LEFT, ...cell() }, { size: points(12) }),
    named(style.tableFigure, 'Bảng - số', { ...centred, ...cell() }, { size: points(12) }),
    // Word wants a paragraph after a table; of one point it never starts a page of its own.
    named(style.end, 'Hết bảng', { spacing: { before: 0, after: 0, line: 20, lineRule: 'exact' } }, { size: 2 }),
  ],
}

type StyleOptions = NonNullable<IStylesOptions['paragraphStyles']>[number]

function named(
  id: string,
  name: string,
  paragraph: NonNullable<StyleOptions['paragraph']>,
  run: NonNullable<StyleOptions['run']>,
): StyleOptions {
  return { id, name, basedOn: 'Normal', next: id, quickFormat: true, paragraph, run }
}

function cell() {
  return { spacing: { before: 40, after: 40 } }
}

function bold12() {
  return { bold: true, size: points(12) }
}
