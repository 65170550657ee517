import { type ReportUnit } from '../report.enums.ts'
import { type ReportRow, type ReportTable } from '../table/report-table.ts'

/** A cell of a header, by rows and columns of the whole grid. */
export interface GridHeaderCell {
  readonly title: string
  readonly row: number
  readonly column: number
  readonly rows: number
  readonly columns: number
}

/** A row below the header. */
export interface GridRow {
  readonly kind: 'ROW' | 'REST' | 'TOTAL'
  readonly labels: readonly string[]
  readonly figures: readonly GridFigure[]
}

/** A figure, nothing, or the sign that it may not be told. */
export type GridFigure = number | null | 'SUPPRESSED'

/** A table as files write it: label columns at the left, figures at the right, the header above them. */
export interface ReportGrid {
  readonly labelColumns: number
  readonly columns: number
  readonly units: readonly ReportUnit[]
  readonly headerRows: number
  readonly header: readonly GridHeaderCell[]
  readonly rows: readonly GridRow[]
}

/** Puts a table on a grid. */
export function gridOf(table: ReportTable): ReportGrid {
  const { rowHeadings, headerRows, columns, rows, rest, totals } = table
  const labelColumns = rowHeadings.length
  const headings = rowHeadings.map(({ title }, column): GridHeaderCell => ({ title, row: 0, column, rows: headerRows.length, columns: 1 }))
  const above = headerRows.flatMap(({ cells }, row) =>
    cells.map((cell): GridHeaderCell => ({ ...cell, row, column: labelColumns + cell.column })),
  )
  return {
    labelColumns,
    columns: labelColumns + columns.length,
    units: columns.map(({ unit }) => unit),
    headerRows: headerRows.length,
    header: [...headings, ...above],
    rows: [
      ...rows.map((row) => gridRow('ROW', row, labelColumns)),
      ...(rest === null ? [] : [gridRow('REST', rest, labelColumns)]),
      ...(totals === null ? [] : [gridRow('TOTAL', totals, labelColumns)]),
    ],
  }
}

function gridRow(kind: GridRow['kind'], { labels, values, suppressed }: ReportRow, labelColumns: number): GridRow {
  return {
    kind,
    labels: Array.from({ length: labelColumns }, (_, at) => labels[at] ?? ''),
    figures: values.map((value, at) => (suppressed[at] === true ? 'SUPPRESSED' : value)),
  }
}

/** A figure in words: thousands apart, ten-thousandths as a percentage with two decimals. */
export function figureText(figure: GridFigure, unit: ReportUnit): string {
  if (figure === null) return ''
  if (figure === 'SUPPRESSED') return suppressedSign
  return unit === 'NUMBER' ? figure.toLocaleString('en-US') : `${(figure / 100).toFixed(2)}%`
}

/** Stands where a figure may not be told. */
export const suppressedSign = '*'

/** What East Asian printers set where a character is missing from the font. */
export const missingSign = '〓'
