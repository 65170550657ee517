import { type TextEncoding, UnreadableFile } from './sheet.ts'

/**
 * The text of a file and the encoding that it was found to be in: UTF-8 with or without a mark, UTF-16 as spreadsheets export it, or
 * GB18030, which takes in GBK and GB2312. Nothing is guessed from frequencies: bytes that are valid UTF-8 are UTF-8, the others must be
 * valid GB18030 to the last.
 */
export function decodeText(bytes: Uint8Array): { text: string; encoding: TextEncoding } {
  const marked: TextEncoding[] = bytes[0] === 0xff && bytes[1] === 0xfe ? ['UTF-16LE'] : ['UTF-8', 'GB18030']
  for (const encoding of marked) {
    const text = decoded(bytes, encoding)
    if (text === undefined) continue
    // text has none of these; what is no text and no workbook does
    if (text.includes('\u0000')) throw new UnreadableFile('notATable')
    return { text, encoding }
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
