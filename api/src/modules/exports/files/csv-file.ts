import { stringify } from 'csv-stringify/sync'
import { likeFormula } from '../../../platform/files/formula.ts'
import { inLanguage, inWords } from '../fields/export-field.ts'
import { type ExportContent, type ExportRow, type ExportTable } from './export-file.ts'

const options = { record_delimiter: 'windows' } as const

/** A line for each row. A text that a spreadsheet would take for a formula gets an apostrophe before it, which an import takes away. */
export function csvRows({ fields, language }: ExportTable, rows: readonly ExportRow[]): string {
  const lines = rows.map((row) =>
    fields.map((field, at) => {
      const value = inWords(field, row[at] ?? null, language)
      if (typeof value === 'number') return field.shape === 'RATE' ? `${(value / 100).toFixed(2)}%` : value
      return value !== null && likeFormula.test(value) ? `'${value}` : value
    }),
  )
  return lines.length === 0 ? '' : stringify(lines, options)
}

/** A heading above the lines, in UTF-8 with the mark by which spreadsheets know it. */
export async function* csvFile({ fields, language, rows }: ExportContent): AsyncGenerator<Buffer> {
  yield Buffer.from(stringify([fields.map(({ title }) => inLanguage(title, language))], { ...options, bom: true }))
  yield* rows
}
