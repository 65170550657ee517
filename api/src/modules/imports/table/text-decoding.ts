import { type TextEncoding, UnreadableFile } from './sheet.ts'

/**
 * The text of a file and the encoding that it was found to be in: UTF-8 with or without a mark, UTF-16 as spreadsheets export it, or
 * GB18030, which takes in GBK and GB2312. Nothing is guessed from frequencies: bytes that are valid UTF-8 are UTF-8, the others must be
 * valid GB18030 to the last.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'UTF-16LE' : undefined
  for (const candidate of encoding === undefined ? (['UTF-8', 'GB18030'] as const) : [encoding]) {
    const text = decoded(bytes, candidate)
    if (text === undefined) continue
    // what is neither text nor a workbook has these within its first bytes
    if (text.includes('\u0000')) throw new UnreadableFile('notATable')
    return { text, encoding: candidate }
  }
  throw new UnreadableFile('encoding')
}

function decoded(bytes: Uint8Array, encoding: TextEncoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
