import { jsonKey } from '../fields/export-field.ts'
import { type ExportContent, type ExportRow, type ExportTable } from './export-file.ts'

/** One object a line. */
export function jsonlRows({ fields }: ExportTable, rows: readonly ExportRow[]): string {
  const keys = fields.map(jsonKey)
  return rows.map((row) => `${JSON.stringify(Object.fromEntries(keys.map((key, at) => [key, row[at]])))}\n`).join('')
}

export function jsonlFile({ rows }: ExportContent): AsyncIterable<Buffer> {
  return rows
}
