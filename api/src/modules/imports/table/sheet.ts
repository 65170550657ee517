/** Why a cell does not simply hold what somebody typed. */
export type Oddity = 'FORMULA' | 'ERROR' | 'ROUNDED' | 'MERGED'

/** One row of a file as text, before anybody knows what its columns mean. */
export interface SheetRow {
  /** The number that a spreadsheet shows beside the row, from 1. */
  readonly line: number
  /** The cells from the first column on; trailing empty ones may be missing. */
  readonly cells: readonly string[]
  /** By column, from 0; most rows have none. */
  readonly oddities: ReadonlyMap<number, Oddity>
}

/** One sheet of a workbook, or a whole text file. Empty rows are left out. */
export interface Sheet {
  readonly name: string | null
  readonly rows: readonly SheetRow[]
}

/** What a file holds. */
export interface SourceFile {
  /** How its text was encoded; null for a workbook, which knows that itself. */
  readonly encoding: TextEncoding | null
  readonly sheets: readonly Sheet[]
}

export type TextEncoding = 'UTF-8' | 'UTF-16LE' | 'GB18030'

/** Bounds of what is read. A file beyond them is refused as a whole, before it takes memory or time. */
export const sheetLimits = {
  bytes: 20 * 1024 * 1024,
  rows: 20_000,
  columns: 200,
  characters: 2_000,
  inflatedBytes: 64 * 1024 * 1024,
  parts: 2_000,
} as const

/** Why a file could not be read at all; a text of this key says it. */
export class UnreadableFile extends Error {
  constructor(
    readonly reason: UnreadableReason,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(reason)
    this.name = 'UnreadableFile'
  }
}

export type UnreadableReason =
  | 'empty'
  | 'notATable'
  | 'oldExcel'
  | 'encoding'
  | 'quotes'
  | 'tooManyRows'
  | 'tooManyColumns'
  | 'cellTooLong'
  | 'tooLarge'
  | 'damaged'
  | 'severalSheets'

/** A row without content says nothing; the others must stay within the bounds. */
export function boundedRows(rows: readonly SheetRow[]): SheetRow[] {
  const filled = rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''))
  if (filled.length > sheetLimits.rows + 1) throw new UnreadableFile('tooManyRows', { most: sheetLimits.rows })
  for (const { line, cells } of filled) {
    if (lastFilled(cells) > sheetLimits.columns) throw new UnreadableFile('tooManyColumns', { line, most: sheetLimits.columns })
    if (cells.some((cell) => cell.length > sheetLimits.characters))
      throw new UnreadableFile('cellTooLong', { line, most: sheetLimits.characters })
  }
  return filled
}

/** How many cells a row has up to its last one with content. */
export function lastFilled(cells: readonly string[]): number {
  return cells.findLastIndex((cell) => cell.trim() !== '') + 1
}
