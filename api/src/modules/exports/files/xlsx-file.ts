import { once } from 'node:events'
import { PassThrough, type Writable } from 'node:stream'
import ExcelJS, { type Worksheet } from 'exceljs'
import { inLanguage, inWords } from '../fields/export-field.ts'
import { type ExportContent, type ExportRow } from './export-file.ts'

/** Rows of a sheet below its heading: what spreadsheets can hold. */
export const mostSheetRows = 1_048_575

/**
 * A workbook, written as its rows come. Text is a string cell, whatever it begins with. `sheetRows`: after how many rows another sheet begins.
 */
export async function* xlsxFile(content: ExportContent, sheetRows = mostSheetRows): AsyncGenerator<Buffer> {
  const out = new PassThrough()
  const written = write(content, out, sheetRows)
  // what breaks on the way breaks the file
  written.catch((error: Error) => out.destroy(error))
  try {
    yield* out as AsyncIterable<Buffer>
    await written
  } finally {
    out.destroy()
  }
}

async function write({ title, author, language, fields, chunks }: ExportContent, out: Writable, sheetRows: number): Promise<void> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false })
  workbook.creator = author
  workbook.created = new Date()
  let sheets = 0
  let inSheet = 0
  const begin = (): Worksheet => {
    sheets += 1
    inSheet = 0
    const sheet = workbook.addWorksheet(sheets === 1 ? title : `${title} ${sheets}`, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = fields.map(({ title: heading, shape }) => {
      const header = inLanguage(heading, language)
      return { header, width: Math.max(12, header.length * 2 + 2), ...(shape === 'RATE' ? { style: { numFmt: '0.00%' } } : {}) }
    })
    sheet.getRow(1).font = { bold: true }
    sheet.getRow(1).commit()
    return sheet
  }
  let sheet = begin()
  for await (const rows of chunks) {
    for (const row of rows) {
      if (inSheet === sheetRows) {
        sheet.commit()
        await passedOn(sheet, out)
        sheet = begin()
      }
      sheet.addRow(cells(row)).commit()
      inSheet += 1
    }
    await passedOn(sheet, out)
  }
  sheet.commit()
  await workbook.commit()

  function cells(row: ExportRow): (string | number | null)[] {
    return fields.map((field, at) => {
      const value = inWords(field, row[at] ?? null, language)
      if (typeof value === 'number') return field.shape === 'RATE' ? value / 10_000 : value
      return value === null ? null : fitting(value)
    })
  }
}

/** What a cell of a spreadsheet can hold. */
const longestCell = 32_767

function fitting(text: string): string {
  return text.length <= longestCell ? text : `${text.slice(0, longestCell - 1)}…`
}

/**
 * The library writes without asking whether anybody reads: this waits until what it has written of a sheet has gone through the compression, so
 * that memory stays flat however slow the disk is.
 */
async function passedOn(sheet: Worksheet, out: Writable): Promise<void> {
  const { pipes } = (sheet as unknown as { readonly stream: { readonly pipes: readonly Writable[] } }).stream
  for (const pipe of pipes) {
    if (!pipe.writableNeedDrain || pipe.writableEnded || out.destroyed) continue
    const over = new AbortController()
    try {
      await Promise.race([once(pipe, 'drain', over), once(out, 'close', over)])
    } finally {
      over.abort()
    }
  }
}
