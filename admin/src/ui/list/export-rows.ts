import { type ListSource } from '../data/use-connection.ts'
import { csvLine, downloadCsv } from '../format/csv.ts'
import { type Column } from './columns.ts'

/** Writes exactly what is filtered, all pages of it, as a CSV file. */
export async function exportRows<Row>(source: ListSource<Row>, columns: readonly Column<Row>[], filename: string): Promise<void> {
  const written = columns.filter((column) => column.value !== undefined)
  const lines = [csvLine(written.map((column) => column.label))]
  for await (const rows of source.pages()) {
    for (const row of rows) lines.push(csvLine(written.map((column) => column.value?.(row))))
  }
  downloadCsv(lines, filename)
}
