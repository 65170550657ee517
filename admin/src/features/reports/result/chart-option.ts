import { type EChartsCoreOption } from 'echarts/core'
import { type ReportChart } from '#gql'
import { type Cell } from '../ledger/cell.ts'
import { type ChartData } from './chart-data.ts'
import { heatMap } from './heat-map.ts'
import { series } from './series-chart.ts'
import { treeMap } from './tree-map.ts'
import { barHeight, figureAxis, margins, mostBars, nameAxis, partOf, usualHeight } from './chart-parts.ts'

export interface Chart {
  readonly option: EChartsCoreOption
  readonly height: number
  /** The chart shows the first rows only, where there are more than a person can tell apart. */
  readonly part: { readonly shown: number; readonly total: number } | undefined
  /** Which figure a point of the chart is; undefined for several taken together. */
  readonly cellOf: (point: Point) => Cell | undefined
}

export interface Point {
  readonly seriesIndex: number
  readonly dataIndex: number
  /** What the option put into the point. */
  readonly data?: unknown
}

export interface ChartWords {
  readonly others: string
  readonly figure: (value: number | null) => string
  /** On a phone, or beside the table, names have less room. */
  readonly narrow: boolean
  /** The organisations above one, from the top, for areas in areas. */
  readonly above: (key: string) => readonly { readonly id: string; readonly name: string }[]
}

/** The kinds of the layout that the figures allow, too: rates do not stand on each other, and have no areas. */
export function drawableCharts(fitting: readonly ReportChart[], data: ChartData): ReportChart[] {
  const hasTotals = data.rows.every(({ total }, at) => total !== null || data.rows[at]!.cells.every((cell) => cell === null))
  return fitting.filter((kind) => {
    if (kind === 'STACKED') return data.isSum
    if (kind === 'TREE_MAP') return data.isSum && data.unit === 'NUMBER'
    return kind !== 'BAR' || hasTotals || data.columns.length === 0 || data.isSum
  })
}

/** A measure of a table as a chart. */
export function chartOf(data: ChartData, kind: ReportChart, words: ChartWords): Chart {
  switch (kind) {
    case 'HEAT_MAP':
      return heatMap(data, words)
    case 'TREE_MAP':
      return treeMap(data, words)
    case 'STACKED':
      return series(data, words, 'bar')
    case 'LINE':
      return data.columns.length === 0 ? bars(data, words, 'line') : series(data, words, 'line')
    default:
      return bars(data, words, 'bar')
  }
}

/** A bar a row; over time it stands, else it lies so that names can be read. */
function bars(data: ChartData, words: ChartWords, type: 'bar' | 'line'): Chart {
  const stands = data.columns.length === 0 && data.overTime
  const rows = stands ? data.rows : data.rows.slice(0, mostBars)
  const names = nameAxis(
    rows.map(({ name }) => name),
    !stands,
    words,
  )
  const figures = figureAxis(data, words)
  return {
    option: {
      grid: margins,
      [stands ? 'xAxis' : 'yAxis']: names,
      [stands ? 'yAxis' : 'xAxis']: stands ? figures : { ...figures, position: 'top' },
      tooltip: { valueFormatter: words.figure },
      series: [{ type, barMaxWidth: 22, symbolSize: 8, data: rows.map(({ total }) => total) }],
    },
    height: stands ? usualHeight : 56 + Math.max(4, rows.length) * barHeight,
    part: partOf(rows.length, data.rows.length),
    cellOf({ dataIndex }) {
      const row = rows[dataIndex]
      return row && [row.keys, []]
    },
  }
}
