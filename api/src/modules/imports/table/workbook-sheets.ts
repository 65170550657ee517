import Excel from 'exceljs'
import { boundedRows, type Oddity, type Sheet, type SheetRow, UnreadableFile } from './sheet.ts'
import { bareWorkbook } from './workbook-parts.ts'

/** Reads the visible sheets of an XLSX workbook as the texts that they show. */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  const bare = await bareWorkbook(bytes)
  const workbook = new Excel.Workbook()
  try {
    // its declaration of Buffer is that of an older Node
    await workbook.xlsx.load(bare as unknown as Excel.Buffer)
  } catch {
    throw new UnreadableFile('damaged')
  }
  return workbook.worksheets
    .filter((sheet) => sheet.state === 'visible')
    .map((sheet) => ({ name: sheet.name, rows: boundedRows(rowsOf(sheet)) }))
}

function rowsOf(sheet: Excel.Worksheet): SheetRow[] {
  const rows: SheetRow[] = []
  sheet.eachRow((row, line) => {
    const cells: string[] = []
    const oddities = new Map<number, Oddity>()
    row.eachCell((cell, column) => {
      const { text, oddity } = shown(cell.value)
      while (cells.length < column - 1) cells.push('')
      cells[column - 1] = text
      const merged = cell.type === Excel.ValueType.Merge && text !== ''
      if (oddity !== undefined || merged) oddities.set(column - 1, oddity ?? 'MERGED')
    })
    rows.push({ line, cells, oddities })
  })
  return rows
}

interface Shown {
  readonly text: string
  readonly oddity?: Oddity
}

/** What a cell shows, as text, and what is odd about it. */
function shown(value: Excel.CellValue | undefined): Shown {
  if (value === null || value === undefined) return { text: '' }
  if (typeof value === 'string') return { text: value }
  if (typeof value === 'number') return shownNumber(value)
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE' }
  if (value instanceof Date) return { text: shownDate(value) }
  if ('richText' in value) return { text: value.richText.map((part) => part.text).join('') }
  if ('error' in value) return { text: value.error, oddity: 'ERROR' }
  if ('hyperlink' in value) return shown(value.text)
  // a formula: what it came to when the workbook was saved
  const result = shown('result' in value ? value.result : undefined)
  return { text: result.text, oddity: result.oddity ?? 'FORMULA' }
}

/** A spreadsheet keeps 15 digits of a number; those after them, such as the end of an ID number, are lost. */
function shownNumber(value: number): Shown {
  if (Number.isInteger(value) && Math.abs(value) >= 1e15) return { text: BigInt(value).toString(), oddity: 'ROUNDED' }
  return { text: String(Number(value.toPrecision(15))) }
}

/** A moment without a zone; a mere day has no time. */
function shownDate(date: Date): string {
  if (Number.isNaN(date.getTime())) return ''
  const [day, time] = date.toISOString().slice(0, 19).split('T')
  return time === '00:00:00' ? day! : `${day} ${time}`
}
