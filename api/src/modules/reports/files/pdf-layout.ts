import { type ReportGrid } from './report-grid.ts'

/** The columns of figures that stand side by side on a page, after the labels. */
export interface Band {
  /** The place of the first one among the figures. */
  readonly first: number
  readonly widths: readonly number[]
}

/** How the columns of a grid go on pages of a width: all labels on each, and as many figures beside them as there is room for. */
export interface PdfLayout {
  readonly labelWidths: readonly number[]
  readonly bands: readonly Band[]
}

const padding = 8
const narrowest = 34
const widestFigure = 90
const widestLabel = 200

/** Lays columns out. `measure` tells how wide a text is. */
export function layOut(
  grid: ReportGrid,
  room: number,
  measure: (text: string) => number,
  figures: (row: number) => readonly string[],
): PdfLayout {
  const labelWidths = labelsOf(grid, room, measure)
  const left = room - labelWidths.reduce((sum, width) => sum + width, 0)
  const widths = figureWidths(grid, measure, figures)
  const bands: { first: number; widths: number[] }[] = []
  let used = Infinity
  for (const [at, width] of widths.entries()) {
    if (used + width > left) {
      bands.push({ first: at, widths: [] })
      used = 0
    }
    bands.at(-1)!.widths.push(width)
    used += width
  }
  return { labelWidths, bands: bands.length === 0 ? [{ first: 0, widths: [] }] : bands }
}

/** As wide as their texts up to a bound, and together no more than half of the page. */
function labelsOf({ labelColumns, header, rows }: ReportGrid, room: number, measure: (text: string) => number): number[] {
  const wished = Array.from({ length: labelColumns }, (_, column) => {
    const title = header.find((cell) => cell.column === column && cell.row === 0)?.title ?? ''
    const texts = new Set([title, ...rows.map(({ labels }) => labels[column]!)])
    return [...texts].reduce((most, text) => Math.min(Math.max(most, measure(text)), widestLabel), narrowest) + padding
  })
  const sum = wished.reduce((total, width) => total + width, 0)
  return sum <= room / 2 ? wished : wished.map((width) => (width / sum) * (room / 2))
}

function figureWidths(
  { labelColumns, columns, header, rows }: ReportGrid,
  measure: (text: string) => number,
  figures: (row: number) => readonly string[],
): number[] {
  const widths = Array.from({ length: columns - labelColumns }, (_, at) => {
    const own = header.filter((cell) => cell.column === labelColumns + at && cell.columns === 1)
    return Math.max(narrowest, ...own.map(({ title }) => measure(title)))
  })
  for (const row of rows.keys()) for (const [at, text] of figures(row).entries()) widths[at] = Math.max(widths[at]!, measure(text))
  return widths.map((width) => Math.min(width, widestFigure) + padding)
}
