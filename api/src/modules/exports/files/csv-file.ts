import { stringify } from 'csv-stringify/sync'
import { likeFormula } from '../../../platform/files/formula.ts'
import { inLanguage, inWords } from '../fields/export-field.ts'
import { type ExportContent } from './export-file.ts'

/**
 * A heading and a line for each row, in UTF-8 with the mark by which spreadsheets know it. A text that a spreadsheet would take for a formula gets
 * an apostrophe before it, which an import takes away.
 */
export async function* csvFile({ fields, language, chunks }: ExportContent): AsyncGenerator<Buffer> {
  const options = { record_delimiter: 'windows' } as const
  yield Buffer.from(stringify([fields.map(({ title }) => inLanguage(title, language))], { ...options, bom: true }))
  for await (const rows of chunks) {
    const lines = rows.map((row) =>
      fields.map((field, at) => {
        const value = inWords(field, row[at] ?? null, language)
        if (typeof value === 'number') return field.shape === 'RATE' ? `${(value / 100).toFixed(2)}%` : value
        return value !== null && likeFormula.test(value) ? `'${value}` : value
      }),
    )
    if (lines.length > 0) yield Buffer.from(stringify(lines, options))
  }
}
