import { type Language } from '../../../platform/i18n/language.ts'
import { type ExportFormat } from '../export.enums.ts'
import { type ExportField, type ExportValue } from '../fields/export-field.ts'
import { csvFile, csvRows } from './csv-file.ts'
import { jsonlFile, jsonlRows } from './jsonl-file.ts'
import { xlsxFile, xlsxRows } from './xlsx-file.ts'

export type ExportRow = readonly ExportValue[]

/** What the rows of a file are. */
export interface ExportTable {
  readonly language: Language
  readonly fields: readonly ExportField[]
}

/** What a file is made of. */
export interface ExportContent extends ExportTable {
  readonly title: string
  readonly author: string
  /** All rows, as the same kind of file has written them; they come piece by piece, no faster than they are taken, cut anywhere. */
  readonly rows: AsyncIterable<Buffer>
}

interface FileKind {
  readonly extension: string
  readonly mediaType: string
  /** Some rows as they stand in the file. `before`: how many rows come before them. */
  readonly rows: (table: ExportTable, rows: readonly ExportRow[], before: number) => string
  readonly file: (content: ExportContent) => AsyncIterable<Buffer>
}

export const fileKinds: Readonly<Record<ExportFormat, FileKind>> = {
  JSONL: { extension: 'jsonl', mediaType: 'application/x-ndjson', rows: jsonlRows, file: jsonlFile },
  CSV: { extension: 'csv', mediaType: 'text/csv; charset=utf-8', rows: csvRows, file: csvFile },
  XLSX: {
    extension: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    rows: xlsxRows,
    file: xlsxFile,
  },
}
