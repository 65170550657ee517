import { readDelimited } from './delimited-sheet.ts'
import { sheetLimits, type SourceFile, UnreadableFile } from './sheet.ts'
import { decodeText } from './text-decoding.ts'

/**
 * Reads a file by what it is, not by what it is called: an XLSX workbook, or delimited text.
 * @throws UnreadableFile
 */
export async function readSourceFile(bytes: Uint8Array): Promise<SourceFile> {
  if (bytes.length === 0) throw new UnreadableFile('empty')
  if (bytes.length > sheetLimits.bytes) throw new UnreadableFile('tooLarge')
  if (startsWith(bytes, zipMark)) {
    // what reads workbooks is large, and is loaded with the first one
    const { readWorkbook } = await import('./workbook-sheets.ts')
    return { encoding: null, sheets: await readWorkbook(bytes) }
  }
  if (startsWith(bytes, oldExcelMark)) throw new UnreadableFile('oldExcel')
  const { text, encoding } = decodeText(bytes)
  return { encoding, sheets: [readDelimited(text)] }
}

const zipMark = [0x50, 0x4b, 0x03, 0x04]
const oldExcelMark = [0xd0, 0xcf, 0x11, 0xe0]

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte)
}
