import { CsvError, parse } from 'csv-parse/sync'
import { boundedRows, type Sheet, type SheetRow, sheetLimits, UnreadableFile } from './sheet.ts'

const delimiters = [',', '\t', ';'] as const

/** Empty lines and line breaks within cells count here; rows with content are counted when they are known. */
const mostLines = 10 * sheetLimits.rows

/** No row within the bounds is as long as this. */
const longestRecord = sheetLimits.columns * sheetLimits.characters

/** Reads comma, tab or semicolon separated text. Quoted cells may hold line breaks; a quote inside an unquoted cell is a character. */
export function readDelimited(text: string): Sheet {
  if (/^\s*<(!doctype|html|\?xml)/i.test(text)) throw new UnreadableFile('notATable')
  if (countOf('\n', text) > mostLines) throw new UnreadableFile('tooManyRows', { most: sheetLimits.rows })
  const records = recordsOf(text, delimiterOf(text))
  const rows = records.map((cells, at): SheetRow => ({ line: at + 1, cells, oddities: none }))
  return { name: null, rows: boundedRows(rows) }
}

const none: SheetRow['oddities'] = new Map()

/** The character that parts the first line with content into the most cells; a comma where none does. */
function delimiterOf(text: string): string {
  const firstLine = /[^\r\n]*\S[^\r\n]*/.exec(text)?.[0] ?? ''
  const unquoted = firstLine.replace(/"[^"]*"/g, '')
  const widths = delimiters.map((delimiter) => unquoted.split(delimiter).length)
  return delimiters[widths.indexOf(Math.max(...widths))]!
}

function recordsOf(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: false, max_record_size: longestRecord })
  } catch (error) {
    // a quote that nobody closed swallows the rest of the file
    if (error instanceof CsvError) throw new UnreadableFile('quotes', { line: (error as CsvError & { lines?: number }).lines ?? 1 })
    throw error
  }
}

function countOf(character: string, text: string): number {
  let count = 0
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count += 1
  return count
}
