import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { type ExportField, type ExportValue, inLanguage, inWords } from '../fields/export-field.ts'
import { type ExportContent, type ExportRow, type ExportTable } from './export-file.ts'
import { cellStyles, escaped, sheetFoot, sheetHead, workbookParts } from './xlsx-parts.ts'

/** Rows of a sheet below its heading: what spreadsheets can hold. */
export const mostSheetRows = 1_048_575

/**
 * A row for each row. Text is a text cell, whatever it begins with. `sheetRows`: after how many rows another sheet begins; there, a sign stands that
 * no text in XML can hold.
 */
export function xlsxRows({ fields, language }: ExportTable, rows: readonly ExportRow[], before: number, sheetRows = mostSheetRows): string {
  const columns = fields.map((_, at) => columnName(at + 1))
  const text = rows.map((row, at) => {
    const above = (before + at) % sheetRows
    const number = above + 2
    const cells = fields.map((field, column) => cell(`${columns[column]}${number}`, field, inWords(field, row[column] ?? null, language)))
    return `${above === 0 && before + at > 0 ? sheetBreak : ''}${line(number, cells)}`
  })
  return text.join('')
}

const sheetBreak = '\f'

/**
 * A workbook, no faster than it is taken: the writer of the library that reports use does not wait for whoever reads, and its memory grows with
 * the rows.
 */
export async function* xlsxFile(content: ExportContent): AsyncGenerator<Buffer> {
  const zip = new ZipFile()
  const rows = new Rows(content.rows)
  const sheets: string[] = []
  const addSheet = () => {
    sheets.push(sheets.length === 0 ? content.title : `${content.title} ${sheets.length + 1}`)
    const source = Readable.from(sheet(content, rows, onEnd), { objectMode: false, highWaterMark: 64 * 1024 })
    source.on('error', (error) => (zip.outputStream as Readable).destroy(error))
    zip.addReadStream(source, `xl/worksheets/sheet${sheets.length}.xml`, packed)
  }
  // which sheets there are is known once the last row has been written
  const onEnd = () => {
    if (rows.hasMore) return addSheet()
    const parts = workbookParts({ author: content.author, created: new Date(), sheets })
    for (const [name, part] of Object.entries(parts)) zip.addBuffer(Buffer.from(part), name, packed)
    zip.end()
  }
  addSheet()
  try {
    yield* zip.outputStream as AsyncIterable<Buffer>
  } finally {
    ;(zip.outputStream as Readable).destroy()
  }
}

/** Fast rather than tight: compressing takes most of the time. */
const packed = { compress: true, compressionLevel: 3 } as const

/** The rows of all sheets, of which each takes its share. */
class Rows {
  private readonly pieces: AsyncIterator<Buffer>
  /** What follows a break: it belongs to the next sheet. */
  private rest: Buffer | undefined

  constructor(rows: AsyncIterable<Buffer>) {
    this.pieces = rows[Symbol.asyncIterator]()
  }

  get hasMore(): boolean {
    return this.rest !== undefined
  }

  async *ofNextSheet(): AsyncGenerator<Buffer> {
    for (let piece = this.rest ?? (await this.next()); piece !== undefined; piece = await this.next()) {
      const end = piece.indexOf(sheetBreak)
      this.rest = end === -1 ? undefined : piece.subarray(end + sheetBreak.length)
      yield end === -1 ? piece : piece.subarray(0, end)
      if (end !== -1) return
    }
  }

  private async next(): Promise<Buffer | undefined> {
    const next = await this.pieces.next()
    return next.done === true ? undefined : next.value
  }
}

async function* sheet({ fields, language }: ExportContent, rows: Rows, onEnd: () => void): AsyncGenerator<Buffer> {
  const headings = fields.map(({ title }) => inLanguage(title, language))
  const cells = headings.map((heading, at) => textCell(`${columnName(at + 1)}1`, heading, cellStyles.heading))
  yield Buffer.from(sheetHead(headings.map((heading) => Math.max(12, heading.length * 2 + 2))) + line(1, cells))
  yield* rows.ofNextSheet()
  yield Buffer.from(sheetFoot)
  onEnd()
}

function line(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`
}

function cell(place: string, { shape }: ExportField, value: ExportValue): string {
  if (value === null || value === '') return ''
  if (typeof value === 'number')
    return shape === 'RATE' ? `<c r="${place}" s="${cellStyles.rate}"><v>${value / 10_000}</v></c>` : `<c r="${place}"><v>${value}</v></c>`
  return textCell(place, value, cellStyles.plain)
}

/** What a cell of a spreadsheet can hold. */
const longestCell = 32_767

function textCell(place: string, text: string, style: number): string {
  const fitting = text.length <= longestCell ? text : `${text.slice(0, longestCell - 1)}…`
  return `<c r="${place}"${style === cellStyles.plain ? '' : ` s="${style}"`} t="inlineStr"><is><t xml:space="preserve">${escaped(fitting)}</t></is></c>`
}

/** The letters of a column, from 1. */
function columnName(column: number): string {
  const rest = (column - 1) % 26
  const letter = String.fromCharCode(65 + rest)
  return column <= 26 ? letter : columnName((column - 1 - rest) / 26) + letter
}
