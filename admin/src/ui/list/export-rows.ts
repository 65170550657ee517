import { type ListSource } from '../data/use-connection.ts'
import { type Column } from './columns.ts'

/** Spreadsheets run cells that begin so as formulas; a leading apostrophe makes them text. */
const formula = /^[=+\-@\t\r＝＋－＠]/

/** Writes exactly what is filtered, all pages of it, as a CSV file that Excel opens with the right letters. */
export async function exportRows<Row>(source: ListSource<Row>, columns: readonly Column<Row>[], filename: string): Promise<void> {
  const written = columns.filter((column) => column.value !== undefined)
  const lines = [written.map((column) => cell(column.label)).join(',')]
  for await (const rows of source.pages()) {
    for (const row of rows) lines.push(written.map((column) => cell(column.value?.(row))).join(','))
  }
  download(new Blob(['\uFEFF', lines.join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' }), `${filename}.csv`)
}

/** One value of a CSV line. */
export function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function download(blob: Blob, filename: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = filename
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
