import { type Sheet, type SheetRow, type SourceFile, type TextEncoding, lastFilled, UnreadableFile } from '../table/sheet.ts'
import { recognised } from './column-mapping.ts'
import { type ImportField } from './import-field.ts'

/** The rows of a file below its header. */
export interface Table {
  readonly encoding: TextEncoding | null
  readonly headers: readonly string[]
  readonly rows: readonly SheetRow[]
}

/** Above the header there may be a title, a date, the name of whoever filled the sheet in. */
const deepestHeader = 10

/**
 * Finds the table in a file: the sheet and the row whose cells name the most fields. A file in which several sheets look like a table is
 * refused, because reading one of them would lose the others.
 */
export function tableOf(file: SourceFile, fields: readonly ImportField[]): Table {
  const candidates = file.sheets.filter((sheet) => sheet.rows.length > 0).map((sheet) => headerOf(sheet, fields))
  const best = candidates.reduce((one, other) => (other.names > one.names ? other : one), candidates[0] ?? nothing())
  if (candidates.filter(({ names }) => names > 1).length > 1) throw new UnreadableFile('severalSheets')
  const rows = best.sheet.rows.slice(best.at + 1)
  if (rows.length === 0) throw new UnreadableFile('empty')
  const header = best.sheet.rows[best.at]!
  return { encoding: file.encoding, headers: header.cells.slice(0, lastFilled(header.cells)).map((cell) => cell.trim()), rows }
}

function headerOf(sheet: Sheet, fields: readonly ImportField[]): { sheet: Sheet; at: number; names: number } {
  const names = sheet.rows.slice(0, deepestHeader).map((row) => recognised(row.cells, fields))
  const most = Math.max(...names)
  return { sheet, at: names.indexOf(most), names: most }
}

function nothing(): never {
  throw new UnreadableFile('empty')
}
