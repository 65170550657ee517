import { type Writable } from 'node:stream'
import ExcelJS, { type Row } from 'exceljs'
import { type ReportUnit } from '../report.enums.ts'
import { type ReportDocument } from './report-document.ts'
import { type GridRow, type ReportGrid, suppressedSign } from './report-grid.ts'
import { widthOf } from './text-width.ts'

/** A workbook of one sheet: title and facts, the header with merged cells, the rows, the notes. Row by row, so that memory stays flat. */
export async function writeXlsx({ title, facts, grid, notes }: ReportDocument, out: Writable): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: true })
  const top = 1 + facts.length
  const firstRow = top + grid.headerRows + 1
  const lastRow = firstRow + grid.rows.length - 1 + notes.length
  const width = Math.max(grid.columns, 1)
  const sheet = workbook.addWorksheet(sheetName(title), {
    views: [{ state: 'frozen', xSplit: grid.labelColumns, ySplit: firstRow - 1 }],
    pageSetup: {
      paperSize: 9,
      orientation: grid.columns > 8 ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${top + 1}:${firstRow - 1}`,
      printArea: `A1:${columnName(width)}${lastRow}`,
      horizontalCentered: true,
    },
    headerFooter: { oddFooter: '&P / &N' },
  })
  sheet.columns = columnWidths(grid).map((columnWidth) => ({ width: columnWidth }))

  for (const [at, text] of [title, ...facts].entries()) {
    if (width > 1) sheet.mergeCells(at + 1, 1, at + 1, width)
    const cell = sheet.getCell(at + 1, 1)
    cell.value = text
    cell.font = at === 0 ? { bold: true, size: 16 } : { color: { argb: 'FF57606A' } }
    cell.alignment = { horizontal: at === 0 ? 'center' : 'left', vertical: 'middle' }
    if (at === 0) sheet.getRow(1).height = 28
  }
  for (const { title: heading, row, column, rows, columns } of grid.header) {
    const [first, last] = [top + 1 + row, top + row + rows]
    if (rows > 1 || columns > 1) sheet.mergeCells(first, column + 1, last, column + columns)
    sheet.getCell(first, column + 1).value = heading
  }
  for (let row = 0; row < grid.headerRows; row += 1) {
    for (let column = 1; column <= grid.columns; column += 1) Object.assign(sheet.getCell(top + 1 + row, column), { style: headerStyle })
  }
  for (let row = 1; row < firstRow; row += 1) sheet.getRow(row).commit()
  for (const row of grid.rows) fill(sheet.addRow(cellsOf(row, grid.units)), row, grid).commit()
  for (const note of notes) sheet.addRow([note]).commit()
  sheet.commit()
  await workbook.commit()
}

const line = { style: 'thin', color: { argb: 'FFE6E6EA' } } as const
const border = { top: line, bottom: line, left: line, right: line }
const headerStyle = {
  font: { bold: true },
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF7F7F8' } },
  border,
} as const

const formats: Readonly<Record<ReportUnit, string>> = { NUMBER: '#,##0', TEN_THOUSANDTHS: '0.00%' }

/** Text is a string cell, whatever it begins with; rates are fractions that are shown as percentages. */
function cellsOf({ labels, figures }: GridRow, units: readonly ReportUnit[]): (string | number | null)[] {
  return [
    ...labels,
    ...figures.map((figure, at) =>
      figure === 'SUPPRESSED' ? suppressedSign : figure === null ? null : units[at] === 'NUMBER' ? figure : figure / 10_000,
    ),
  ]
}

function fill(row: Row, { kind }: GridRow, { labelColumns, columns, units }: ReportGrid): Row {
  for (let column = 1; column <= columns; column += 1) {
    const cell = row.getCell(column)
    const unit = units[column - 1 - labelColumns]
    cell.border = border
    if (unit !== undefined) {
      cell.numFmt = formats[unit]
      cell.alignment = { horizontal: 'right' }
    }
    if (kind !== 'ROW') cell.font = { bold: true }
  }
  return row
}

const [narrowest, widest] = [9, 48]

function columnWidths({ labelColumns, columns, header, rows }: ReportGrid): number[] {
  return Array.from({ length: columns }, (_, column) => {
    const above = header.filter((cell) => cell.column === column && cell.columns === 1).map(({ title }) => widthOf(title))
    const below = column < labelColumns ? rows.map(({ labels }) => widthOf(labels[column]!)) : []
    const needed = [...above, ...below].reduce((most, width) => Math.max(most, width), 0)
    return Math.min(Math.max(needed + 2, narrowest), widest)
  })
}

/** Excel takes 31 characters without these signs, and no apostrophe at the ends. */
function sheetName(title: string): string {
  const name = [...title.replace(/[\\/?*[\]:\p{Cc}]/gu, ' ')]
    .slice(0, 15)
    .join('')
    .replace(/^'+|'+$/g, '')
    .trim()
  return name === '' ? 'Report' : name
}

/** The letters of a column, from 1. */
export function columnName(column: number): string {
  const rest = (column - 1) % 26
  const letter = String.fromCharCode(65 + rest)
  return column <= 26 ? letter : columnName((column - 1 - rest) / 26) + letter
}
