import { jsonKey } from '../fields/export-field.ts'
import { type ExportContent } from './export-file.ts'

/** One object a line. */
export async function* jsonlFile({ fields, chunks }: ExportContent): AsyncGenerator<Buffer> {
  const keys = fields.map(jsonKey)
  for await (const rows of chunks) {
    const lines = rows.map((row) => JSON.stringify(Object.fromEntries(keys.map((key, at) => [key, row[at]]))))
    if (lines.length > 0) yield Buffer.from(`${lines.join('\n')}\n`)
  }
}
