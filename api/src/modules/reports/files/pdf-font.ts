import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as fontkit from 'fontkit'
import { missingSign } from './report-grid.ts'

/** Noto Sans SC (SIL Open Font Licence), from its package. */
export interface PdfFont {
  readonly file: string
  /** The text with a mark for what the font has no sign for. */
  readonly printable: (text: string) => string
}

let known: PdfFont | undefined

/** The font, read when a file is first printed. */
export function pdfFont(): PdfFont {
  return (known ??= open(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')))
}

function open(file: string): PdfFont {
  const font = fontkit.create(readFileSync(file)) as fontkit.Font
  const has = (character: string) => font.hasGlyphForCodePoint(character.codePointAt(0)!)
  return {
    file,
    printable: (text) => [...text.replace(/\p{Cc}+/gu, ' ')].map((character) => (has(character) ? character : missingSign)).join(''),
  }
}
