/** Spreadsheets run cells that begin so as formulas; a leading apostrophe makes them text. */
const formula = /^[=+\-@\t\r＝＋－＠]/

export type CsvValue = string | number | null | undefined

/** One value of a CSV line. Numbers are numbers; text is never run. */
export function cell(value: CsvValue): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const safe = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function csvLine(values: readonly CsvValue[]): string {
  return values.map(cell).join(',')
}

/** Hands lines over as a file that Excel opens with the right letters. */
export function downloadCsv(lines: readonly string[], filename: string): void {
  const blob = new Blob(['\uFEFF', lines.join('\r\n'), '\r\n'], { type: 'text/csv;charset=utf-8' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${filename}.csv`
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
