import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { type ExportField, type ExportValue, inLanguage, inWords } from '../fields/export-field.ts'
import { type ExportContent, type ExportRow } from './export-file.ts'
import { cellStyles, escaped, sheetFoot, sheetHead, workbookParts } from './xlsx-parts.ts'

/** Rows of a sheet below its heading: what spreadsheets can hold. */
export const mostSheetRows = 1_048_575

/**
 * A workbook, row by row, no faster than it is taken: the writer of the library that reports use does not wait for whoever reads, and its memory
 * grows with the rows. Text is a text cell, whatever it begins with. `sheetRows`: after how many rows another sheet begins.
 */
export async function* xlsxFile(content: ExportContent, sheetRows = mostSheetRows): AsyncGenerator<Buffer> {
  const zip = new ZipFile()
  const rows = new Rows(content.chunks)
  const sheets: string[] = []
  const addSheet = () => {
    sheets.push(sheets.length === 0 ? content.title : `${content.title} ${sheets.length + 1}`)
    const source = Readable.from(sheet(content, rows, sheetRows, onEnd), { objectMode: false, highWaterMark: 64 * 1024 })
    source.on('error', (error) => (zip.outputStream as Readable).destroy(error))
    zip.addReadStream(source, `xl/worksheets/sheet${sheets.length}.xml`, packed)
  }
  // which sheets there are is known once the last row has been written
  const onEnd = async () => {
    if (await rows.hasMore()) return addSheet()
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

/** The rows of all chunks, of which several sheets take their share. */
class Rows {
  private readonly chunks: AsyncIterator<readonly ExportRow[]>
  private chunk: readonly ExportRow[] = []
  private at = 0
  private ended = false

  constructor(chunks: AsyncIterable<readonly ExportRow[]>) {
    this.chunks = chunks[Symbol.asyncIterator]()
  }

  async hasMore(): Promise<boolean> {
    while (this.at >= this.chunk.length && !this.ended) {
      const next = await this.chunks.next()
      if (next.done === true) this.ended = true
      else [this.chunk, this.at] = [next.value, 0]
    }
    return !this.ended
  }

  /** The next rows, as many as are at hand and at most this many. */
  take(most: number): readonly ExportRow[] {
    const taken = this.chunk.slice(this.at, this.at + most)
    this.at += taken.length
    return taken
  }
}

/** So many rows are made to text at once. */
const atOnce = 200

async function* sheet(
  { fields, language }: ExportContent,
  rows: Rows,
  sheetRows: number,
  onEnd: () => Promise<void>,
): AsyncGenerator<Buffer> {
  const columns = fields.map((_, at) => columnName(at + 1))
  const headings = fields.map(({ title }) => inLanguage(title, language))
  yield Buffer.from(
    sheetHead(headings.map((heading) => Math.max(12, heading.length * 2 + 2))) +
      line(
        1,
        headings.map((heading, at) => textCell(`${columns[at]}1`, heading, cellStyles.heading)),
      ),
  )
  let written = 0
  while (written < sheetRows && (await rows.hasMore())) {
    const taken = rows.take(Math.min(atOnce, sheetRows - written))
    const text = taken.map((row, at) => {
      const number = written + at + 2
      return line(
        number,
        fields.map((field, column) => cell(`${columns[column]}${number}`, field, inWords(field, row[column] ?? null, language))),
      )
    })
    written += taken.length
    yield Buffer.from(text.join(''))
  }
  yield Buffer.from(sheetFoot)
  await onEnd()
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
