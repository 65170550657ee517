import { type Language } from '../../../platform/i18n/language.ts'
import { type ExportFormat } from '../export.enums.ts'
import { type ExportField, type ExportValue } from '../fields/export-field.ts'
import { csvFile } from './csv-file.ts'
import { jsonlFile } from './jsonl-file.ts'
import { xlsxFile } from './xlsx-file.ts'

export type ExportRow = readonly ExportValue[]

/** What a file is made of. Rows come chunk by chunk, and no faster than they are written. */
export interface ExportContent {
  readonly title: string
  readonly author: string
  readonly language: Language
  readonly fields: readonly ExportField[]
  readonly chunks: AsyncIterable<readonly ExportRow[]>
}

interface FileKind {
  readonly extension: string
  readonly mediaType: string
  readonly write: (content: ExportContent) => AsyncIterable<Buffer>
}

export const fileKinds: Readonly<Record<ExportFormat, FileKind>> = {
  JSONL: { extension: 'jsonl', mediaType: 'application/x-ndjson', write: jsonlFile },
  CSV: { extension: 'csv', mediaType: 'text/csv; charset=utf-8', write: csvFile },
  XLSX: { extension: 'xlsx', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: xlsxFile },
}
