/** Every limit of chiso, in one place; each is tested at N and at N + 1. Sizes in bytes unless said otherwise. */
export const limits = {
  /** A published report or portal answer, as a file. */
  fileBytes: 20_000_000,
  /** A counts file or an index-set file. */
  textFileBytes: 2_000_000,
  /** All parts of one zip container (docx, xlsx) together, unpacked. */
  unpackedBytes: 48_000_000,
  /** Parts in one zip container. */
  archiveEntries: 2_000,
  /** Elements in one XML part of a container: 20 000 rows of 25 cells in Excel. */
  xmlElements: 1_000_000,
  /** One table cell, in characters: what Excel itself allows. */
  cellCharacters: 32_767,
  /** Rows of one table or sheet: the country has fewer than 4 000 units. */
  tableRows: 20_000,
  /** Cells of one row. */
  rowCells: 256,
  /** Pages of a PDF. */
  pdfPages: 60,
  /** One decoded stream of a PDF. */
  pdfStreamBytes: 16_000_000,
  /** All streams of a PDF together, decoded. */
  pdfUnpackedBytes: 48_000_000,
  /** Time to open a PDF, and to read one page of it, in milliseconds: an ordinary page takes 50. */
  pdfStepMilliseconds: 1_200,
  /** Memory the reader of a PDF may use for its objects, in megabytes. */
  pdfHeapMegabytes: 128,
  /** Nesting of XML elements or JSON values. */
  depth: 64,
  /** Units in one scoring question. */
  units: 20_000,
  /** A count. Counts stay exact integers in JSON. */
  count: Number.MAX_SAFE_INTEGER,
} as const
