/** Every limit of chiso, in one place; each is tested at N and at N + 1. Sizes in bytes unless said otherwise. */
export const limits = {
  /** A published report or portal answer, as a file. */
  fileBytes: 20_000_000,
  /** A counts file or an index-set file. */
  textFileBytes: 2_000_000,
  /** All parts of one zip container (docx, xlsx) together, unpacked. */
  unpackedBytes: 32_000_000,
  /** Parts in one zip container. */
  archiveEntries: 2_000,
  /** XML elements read from one docx or xlsx: 20 000 rows of 10 cells in Excel. */
  xmlElements: 400_000,
  /** Characters of text read from one docx or xlsx: more than the figures of every commune of the country. */
  xmlCharacters: 4_000_000,
  /** A workbook of data, as a file: a list too long for the limits above. */
  workbookBytes: 100_000_000,
  /** All parts of such a workbook together, unpacked one piece at a time: a million rows of 15 cells. */
  workbookUnpackedBytes: 1_200_000_000,
  /** Rows of one sheet of such a workbook: what Excel itself allows. */
  workbookRows: 1_048_576,
  /** Shared texts of such a workbook, kept in memory while it is read: how many, and their bytes. */
  workbookStrings: 8_000_000,
  workbookStringBytes: 128_000_000,
  /** Pieces of 65 536 bytes of one part in which no tag or text ends: kept in memory until it does. */
  xmlSilentPieces: 16,
  /** One table cell, in characters: what Excel itself allows. */
  cellCharacters: 32_767,
  /** Rows of one table or sheet: the country has fewer than 5 000 units. */
  tableRows: 20_000,
  /** Cells of one row. */
  rowCells: 256,
  /** Pages of a PDF. */
  pdfPages: 60,
  /** One decoded stream of a PDF. */
  pdfStreamBytes: 16_000_000,
  /** All streams of a PDF together, decoded. */
  pdfUnpackedBytes: 48_000_000,
  /** Packed streams of a PDF: each page has a few, each font two. */
  pdfStreams: 10_000,
  /** Time to open a PDF, and to read one page of it, in milliseconds: an ordinary page takes 50. */
  pdfStepMilliseconds: 1_000,
  /** Memory the reader of a PDF may use for its objects, in megabytes. */
  pdfHeapMegabytes: 80,
  /** Nesting of XML elements or JSON values. */
  depth: 64,
  /** Units in one scoring question. */
  units: 20_000,
  /** A count. Counts stay exact integers in JSON. */
  count: Number.MAX_SAFE_INTEGER,
  /** Source, key or version of an observation. */
  identityCharacters: 200,
  /** The body of an observation as canonical JSON: a dossier with all its steps has about 2 000. */
  observationCharacters: 200_000,
  /** Observations in one append, and rows in one answer of the ledger. */
  ledgerRows: 50_000,
  /** One row of a file of data: a JSON element, a CSV record. A dossier with all its steps has about 2 000. */
  intakeRowBytes: 1_000_000,
  /** What is read to tell what a file of data is, and what may stand around the `data` of a JSON file. */
  intakeHeadBytes: 65_536,
  /** A text of a row of data, in characters. */
  intakeTextCharacters: 2_000,
  /** Items of one list within a dossier: documents handed in, supplements, steps. */
  intakeListItems: 500,
  /** Days whose midnight is kept while reading: a century. */
  daysKept: 40_000,
  /** Rows of one file of procedures, which are put together in memory. The country has some 6 000 procedures. */
  procedureRows: 50_000,
  /** Rows of one table of sums, which go in together or not at all: every commune of the country in every month of a year. */
  aggregateRows: 50_000,
  /** Dossiers of one sample: about what the country has in a month. */
  sampleDossiers: 10_000_000,
  /** Rows of one page of a list behind a number. */
  listRows: 10_000,
  /** Observations of one entity in its history. */
  historyRows: 1_000,
  /** The address of a request with its query, in characters. */
  addressCharacters: 4_000,
  /** The head of a request: its line and all header fields. */
  headerBytes: 16_384,
  /** Rows of one request to the server. */
  requestRows: 20_000,
  /** A JSON body that is no data: a sign-in, a form. */
  formBytes: 64_000,
  /** What stands around the file of a form, in bytes. */
  formFrameBytes: 16_000,
  /** Rows of one answer of the server. */
  pageRows: 500,
  /** Rows that are written in one turn of the queue: some 15 ms in which that thread reads no rows; another answers. */
  turnRows: 256,
  /** Rows that wait to be written; whoever comes then is told to come back. */
  waitingRows: 20_000,
  /** Imports that are remembered, the waiting ones among them. */
  imports: 100,
  /** Imports that wait for their turn. */
  waitingImports: 10,
  /** Questions about numbers that are worked out at once; the same one of several people is one. */
  questions: 50,
  /** Changed units named in one live event; more are said as "all". */
  liveUnits: 1_000,
  /** What may wait for one reader of live events before it is dropped. */
  liveBytes: 65_536,
  /** A password, in characters (code points). */
  passwordCharacters: { least: 12, most: 200 },
  /** A password on standard input, in bytes. */
  passwordBytes: 2_000,
  /** The login name of an account, and the name of a source. */
  loginCharacters: 64,
  /** The name of a person or of a token. */
  nameCharacters: 200,
  /** The detail of one entry of the audit log, as JSON. */
  auditDetailCharacters: 2_000,
  /** Entries of the audit log in one answer. */
  auditRows: 1_000,
  /** Entries of the audit log gone through for one page of a search. */
  auditSearched: 20_000,
  /** Login names and addresses whose failed sign-ins are remembered. */
  throttledKeys: 20_000,
  /** Passwords being checked at once: each takes 32 MB and a thread. */
  passwordChecks: 2,
  /** Passwords waiting to be checked; who comes then is told to come again. */
  passwordQueue: 50,
} as const
