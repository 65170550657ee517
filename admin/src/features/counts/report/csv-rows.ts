import { type Figures, type Pivot } from './pivot.ts'
import { type Measure } from './report.ts'

interface Words {
  readonly dimension: (dimension: Pivot['down'][number]) => string
  readonly measure: (measure: Measure) => string
  readonly figure: (measure: Measure, value: number | null) => string | number | null
  readonly total: string
}

/** The table as it is on the screen, line by line, for a file. */
export function csvRows(pivot: Pivot, measures: readonly Measure[], shown: Measure, words: Words): (string | number | null)[][] {
  const headings = pivot.down.map(words.dimension)
  const padding = (first: string) => pivot.down.map((_, index) => (index === 0 ? first : ''))
  if (pivot.across === undefined) {
    const figures = (of: Figures) => measures.map((measure) => words.figure(measure, of[measure]))
    return [
      [...headings, ...measures.map(words.measure)],
      ...pivot.rows.map((row) => [...row.values.map(({ label }) => label), ...figures(row.total)]),
      ...(pivot.down.length > 0 ? [[...padding(words.total), ...figures(pivot.totals)]] : []),
    ]
  }
  const figure = (of: Figures | null) => words.figure(shown, cellValue(of, shown))
  return [
    [...headings, ...pivot.columns.map(({ label }) => label), words.total],
    ...pivot.rows.map((row) => [...row.values.map(({ label }) => label), ...row.cells.map(figure), figure(row.total)]),
    [...padding(words.total), ...pivot.columnTotals.map(figure), figure(pivot.totals)],
  ]
}

/** Where nothing was held, nothing is counted; but there is no rate of nothing. */
export function cellValue(figures: Figures | null, measure: Measure): number | null {
  if (figures) return figures[measure]
  return measure === 'attendanceRate' ? null : 0
}
