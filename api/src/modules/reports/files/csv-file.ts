import { type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify'
import { likeFormula } from '../../../platform/files/formula.ts'
import { type ReportDocument } from './report-document.ts'
import { figureText, type ReportGrid } from './report-grid.ts'

/**
 * One header line and one line for each row, in UTF-8 with the mark by which spreadsheets know it. A label that a spreadsheet would take for a
 * formula gets an apostrophe before it; figures are plain.
 */
export async function writeCsv({ grid, proof }: ReportDocument, out: Writable): Promise<void> {
  await pipeline(Readable.from(lines(grid, proof ?? [])), stringify({ bom: true, record_delimiter: 'windows' }), out)
}

function* lines(grid: ReportGrid, proof: readonly string[]): Generator<string[]> {
  yield Array.from({ length: grid.columns }, (_, column) => harmless(headerOf(grid, column)))
  for (const { labels, figures } of grid.rows) {
    yield [...labels.map(harmless), ...figures.map((figure, at) => figureText(figure, grid.units[at]!).replaceAll(',', ''))]
  }
  // below the table, where nobody takes it for a row
  if (proof.length > 0) yield ['']
  for (const line of proof) yield [harmless(line)]
}

/** All that stands over a column, from the top. */
function headerOf({ header }: ReportGrid, column: number): string {
  return header
    .filter((cell) => cell.column <= column && column < cell.column + cell.columns)
    .map(({ title }) => title)
    .join(' ')
}

function harmless(text: string): string {
  return likeFormula.test(text) ? `'${text}` : text
}
