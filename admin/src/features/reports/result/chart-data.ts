import { type ReportMeasure, type ReportUnit } from '#gql'
import { type Settled } from '../builder/use-builder.ts'
import { type Cell } from '../ledger/cell.ts'
import { addsUp, isTime } from '../definition/sources.ts'

type Figure = number | null

export interface ChartRow {
  readonly name: string
  readonly names: readonly string[]
  readonly keys: Cell[0]
  /** By the place of the column; null where there is nothing, or it may not be told. */
  readonly cells: readonly Figure[]
  /** Over all columns; null where the table does not tell it. */
  readonly total: Figure
}

export interface ChartColumn {
  readonly name: string
  readonly keys: Cell[1]
}

/** One measure of a table, as charts draw it. */
export interface ChartData {
  readonly rows: readonly ChartRow[]
  /** None for a table without columns. */
  readonly columns: readonly ChartColumn[]
  readonly unit: ReportUnit
  readonly isSum: boolean
  /** Whether the columns, or without any the rows, go through time. */
  readonly overTime: boolean
}

/** Takes one measure out of a table. */
export function chartData({ table, definition }: Settled, measure: ReportMeasure): ChartData {
  const figures = table.columns.flatMap((column, at) => (column.measure === measure && column.aspect === 'FIGURE' ? [{ column, at }] : []))
  const hasColumns = table.columnHeadings.length > 0
  const inner = hasColumns ? figures.filter(({ column }) => !column.isTotal) : []
  const whole = hasColumns ? figures.find(({ column }) => column.isTotal) : figures[0]
  const isSum = addsUp(measure)
  const axis = hasColumns ? definition.columns : definition.rows
  return {
    rows: table.rows.map(({ keys, labels, values }) => {
      const cells = inner.map(({ at }) => values[at] ?? null)
      const sum = isSum ? cells.reduce<number>((total, cell) => total + (cell ?? 0), 0) : null
      return { name: labels.join(' · '), names: labels, keys, cells, total: whole === undefined ? sum : (values[whole.at] ?? null) }
    }),
    columns: inner.map(({ column }) => ({ name: column.labels.join(' · '), keys: column.keys })),
    unit: figures[0]?.column.unit ?? 'NUMBER',
    isSum,
    overTime: axis.length === 1 && axis.every(isTime),
  }
}
