import { type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import PDFDocument from 'pdfkit'
import { pdfFont } from './pdf-font.ts'
import { type Band, layOut, type PdfLayout } from './pdf-layout.ts'
import { type ReportDocument } from './report-document.ts'
import { figureText, type GridHeaderCell, type GridRow, missingSign } from './report-grid.ts'

const margin = 36
const rowHeight = 18
const size = 8.5
const inset = 4

/** An A4 document: title and facts, the table with its header on every page, page numbers. Columns that find no room go on pages after it. */
export async function writePdf(document: ReportDocument, out: Writable): Promise<void> {
  const pdf = new PDFDocument({
    size: 'A4',
    layout: document.grid.columns > 6 ? 'landscape' : 'portrait',
    margins: { top: margin, left: margin, right: margin, bottom: 0 },
    bufferPages: true,
    info: { Title: document.title, Creator: 'Qizhi 旗帜' },
  })
  const written = pipeline(pdf, out)
  new Printer(pdf, document).print()
  pdf.end()
  await written
}

class Printer {
  private readonly font = pdfFont()
  private readonly layout: PdfLayout
  private readonly figures: readonly (readonly string[])[]
  private readonly right: number
  private readonly bottom: number
  private y = margin
  private isMissing = false

  constructor(
    private readonly pdf: PDFKit.PDFDocument,
    private readonly document: ReportDocument,
  ) {
    const { grid } = document
    pdf.font(this.font.file).fontSize(size)
    this.right = pdf.page.width - margin
    this.bottom = pdf.page.height - margin - rowHeight
    this.figures = grid.rows.map(({ figures }) => figures.map((figure, at) => figureText(figure, grid.units[at]!)))
    const widths = new Map<string, number>()
    const measure = (text: string) => widths.get(text) ?? widths.set(text, pdf.widthOfString(this.printable(text))).get(text)!
    this.layout = layOut(grid, this.right - margin, measure, (row) => this.figures[row]!)
  }

  print(): void {
    const { title, facts, notes, missing } = this.document
    this.line(title, 14, '#1F2328')
    for (const fact of facts) this.line(fact, 9, '#57606A')
    this.y += 6
    for (const [at, band] of this.layout.bands.entries()) {
      if (at > 0) this.newPage()
      this.header(band)
      for (const [row, content] of this.document.grid.rows.entries()) this.row(band, row, content)
    }
    this.y += 4
    for (const note of [...notes, ...(this.isMissing ? [missing] : [])]) this.line(note, size, '#57606A')
    const { count } = this.pdf.bufferedPageRange()
    for (let page = 0; page < count; page += 1) {
      this.pdf.switchToPage(page)
      this.text(this.document.page(page + 1, count), margin, this.bottom + rowHeight, this.right - margin, 'center', '#57606A')
    }
  }

  private header(band: Band): void {
    const { grid } = this.document
    for (const cell of grid.header) {
      const { x, width } = this.place(band, cell)
      if (width > 0) this.cell(cell.title, x, this.y + cell.row * rowHeight, width, cell.rows * rowHeight, 'center', '#F7F7F8')
    }
    this.y += grid.headerRows * rowHeight
  }

  private row(band: Band, at: number, { kind, labels }: GridRow): void {
    if (this.y + rowHeight > this.bottom) {
      this.newPage()
      this.header(band)
    }
    const background = kind === 'ROW' ? null : '#F7F7F8'
    let x = margin
    for (const [column, width] of this.layout.labelWidths.entries()) {
      this.cell(labels[column]!, x, this.y, width, rowHeight, 'left', background)
      x += width
    }
    for (const [place, width] of band.widths.entries()) {
      this.cell(this.figures[at]![band.first + place]!, x, this.y, width, rowHeight, 'right', background)
      x += width
    }
    this.y += rowHeight
  }

  /** Where a header cell stands in a band; as wide as nothing where it does not. */
  private place(band: Band, { column, columns }: GridHeaderCell): { x: number; width: number } {
    const { labelWidths } = this.layout
    const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0)
    if (column < labelWidths.length) return { x: margin + sum(labelWidths.slice(0, column)), width: labelWidths[column]! }
    const from = Math.max(column - labelWidths.length - band.first, 0)
    const to = Math.min(column - labelWidths.length - band.first + columns, band.widths.length)
    return { x: margin + sum(labelWidths) + sum(band.widths.slice(0, from)), width: to <= from ? 0 : sum(band.widths.slice(from, to)) }
  }

  private cell(
    text: string,
    x: number,
    y: number,
    width: number,
    height: number,
    align: 'left' | 'right' | 'center',
    background: string | null,
  ): void {
    const box = this.pdf.rect(x, y, width, height).lineWidth(0.5)
    if (background === null) box.stroke('#D0D0D6')
    else box.fillAndStroke(background, '#D0D0D6')
    this.text(text, x + inset, y + (height - rowHeight) / 2 + 4, width - 2 * inset, align, '#1F2328')
  }

  private text(text: string, x: number, y: number, width: number, align: 'left' | 'right' | 'center', color: string): void {
    this.pdf.fontSize(size).fillColor(color)
    const fitting = this.fitted(this.printable(text), width)
    const room = width - this.pdf.widthOfString(fitting)
    this.pdf.text(fitting, x + (align === 'left' ? 0 : align === 'right' ? room : room / 2), y, { lineBreak: false })
  }

  private line(text: string, fontSize: number, color: string): void {
    this.pdf
      .fontSize(fontSize)
      .fillColor(color)
      .text(this.printable(text), margin, this.y, { width: this.right - margin })
    this.y = this.pdf.y + 3
  }

  /** Cut where it finds no room: one line is one row. */
  private fitted(text: string, width: number): string {
    if (this.pdf.widthOfString(text) <= width) return text
    const characters = [...text]
    while (characters.length > 1 && this.pdf.widthOfString(`${characters.join('')}…`) > width)
      characters.length = Math.floor(characters.length * 0.9)
    return `${characters.join('')}…`
  }

  private printable(text: string): string {
    const printable = this.font.printable(text)
    this.isMissing ||= printable.includes(missingSign)
    return printable
  }

  private newPage(): void {
    this.pdf.addPage()
    this.y = margin
  }
}
