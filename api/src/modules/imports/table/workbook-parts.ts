import { Readable } from 'node:stream'
import JSZip from 'jszip'
import { sheetLimits, UnreadableFile } from './sheet.ts'

/**
 * A workbook reduced to what its cells say: the names of its sheets, their rows, the shared texts and the formats. External links,
 * drawings, macros, comments and validations do not come along, nor do empty rows, of which a sheet may have a million. Each part is
 * inflated no further than the bound, whatever its header claims.
 */
export async function bareWorkbook(bytes: Uint8Array): Promise<Buffer> {
  if (countParts(bytes) > sheetLimits.parts) throw new UnreadableFile('tooLarge')
  const source = await JSZip.loadAsync(bytes).catch(() => {
    throw new UnreadableFile('damaged')
  })
  const budget = { left: sheetLimits.inflatedBytes }
  const bare = new JSZip()
  bare.file('xl/workbook.xml', bareBook(await inflated(source, 'xl/workbook.xml', budget)))
  for (const part of ['xl/_rels/workbook.xml.rels', 'xl/sharedStrings.xml', 'xl/styles.xml']) {
    if (source.file(part) !== null) bare.file(part, await inflated(source, part, budget))
  }
  for (const { name } of source.file(/^xl\/worksheets\/[^/]+\.xml$/)) bare.file(name, bareSheet(await inflated(source, name, budget)))
  return bare.generateAsync({ type: 'nodebuffer', compression: 'STORE' })
}

/** Counted by the mark before each entry of the directory, before anything is made of them. */
function countParts(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let count = 0
  for (let at = buffer.indexOf(entryMark); at !== -1; at = buffer.indexOf(entryMark, at + 4)) count += 1
  return count
}

const entryMark = Buffer.from([0x50, 0x4b, 0x01, 0x02])

async function inflated(source: JSZip, part: string, budget: { left: number }): Promise<string> {
  const file = source.file(part)
  if (file === null) throw new UnreadableFile('damaged')
  const chunks: Buffer[] = []
  try {
    // its streams are of an older kind; leaving the loop stops the inflation
    for await (const chunk of new Readable().wrap(file.nodeStream()) as AsyncIterable<Buffer>) {
      budget.left -= chunk.length
      if (budget.left < 0) throw new UnreadableFile('tooLarge')
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('damaged')
  }
  const xml = Buffer.concat(chunks).toString('utf8')
  // no spreadsheet writes one; it could declare entities
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) throw new UnreadableFile('damaged')
  return xml
}

const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const declaration = '<?xml version="1.0" encoding="UTF-8"?>'

function bareBook(xml: string): string {
  const sheets = section(xml, 'sheets')
  if (sheets === undefined) throw new UnreadableFile('damaged')
  const properties = /<workbookPr\b[^>]*\/>/.exec(xml)?.[0] ?? ''
  return `${declaration}<workbook xmlns="${mainNamespace}" xmlns:r="${relationships}">${properties}${sheets}</workbook>`
}

function bareSheet(xml: string): string {
  const rows = (section(xml, 'sheetData') ?? '<sheetData/>').replace(emptyCell, '').replace(emptyRow, '')
  if (rows.split('<c ').length > mostCells) throw new UnreadableFile('tooLarge')
  return `${declaration}<worksheet xmlns="${mainNamespace}">${rows}${mergedDown(section(xml, 'mergeCells') ?? '')}</worksheet>`
}

const emptyCell = /<c\b[^>]*\/>/g
const emptyRow = /<row\b[^>]*(\/>|>\s*<\/row>)/g
const mostCells = sheetLimits.rows * 50

/** Cells merged downwards within one column speak for every row that they cover. Others are titles, and a range may be as wide as the sheet. */
function mergedDown(xml: string): string {
  let covered = 0
  const ranges = [...xml.matchAll(/ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g)].filter(([, column, from, lastColumn, to]) => {
    if (column !== lastColumn) return false
    covered += Number(to) - Number(from) + 1
    return covered <= sheetLimits.rows
  })
  return ranges.length === 0 ? '' : `<mergeCells>${ranges.map(([range]) => `<mergeCell ${range}/>`).join('')}</mergeCells>`
}

function section(xml: string, name: string): string | undefined {
  const [from, to] = [xml.indexOf(`<${name}`), xml.lastIndexOf(`</${name}>`)]
  return from === -1 || to === -1 ? undefined : xml.slice(from, to + name.length + 3)
}
