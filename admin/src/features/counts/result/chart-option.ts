import { type EChartsCoreOption } from 'echarts/core'
import { cellValue } from '../report/csv-rows.ts'
import { type Figures, type Group, type Pivot, type PivotRow } from '../report/pivot.ts'
import { type ChartKind, charts, isTime, type Measure } from '../report/report.ts'

export interface Chart {
  readonly option: EChartsCoreOption
  readonly height: number
  /** The chart shows the first rows only, where there are more than a person can tell apart. */
  readonly part: { readonly shown: number; readonly total: number } | undefined
  /** Which group a point of the chart is of; undefined for several taken together. */
  readonly groupOf: (point: { seriesIndex: number; dataIndex: number }) => Group | undefined
}

interface Words {
  readonly others: string
  readonly figure: (value: number | null) => string
  /** On a phone names have less room. */
  readonly narrow: boolean
}

const nameWidth = (words: Words) => ({ width: words.narrow ? 104 : 220, overflow: 'truncate' })
const mostBars = 40
const mostSeries = 7
const barHeight = 26
const usualHeight = 320

/** The kinds of chart that say something about a table. */
export function fittingCharts(pivot: Pivot, measure: Measure): ChartKind[] {
  const hasTime = pivot.across === undefined ? pivot.down.length === 1 && pivot.down.every(isTime) : isTime(pivot.across)
  const isSum = measure === 'count' || measure === 'attendances'
  return charts.filter((kind) => {
    if (kind === 'line') return hasTime
    if (kind === 'heat') return pivot.across !== undefined
    return kind === 'bar' ? pivot.down.length > 0 : pivot.across !== undefined && isSum
  })
}

/** The table as a chart. */
export function chartOf(pivot: Pivot, kind: ChartKind, measure: Measure, words: Words): Chart {
  if (kind === 'heat') return heatMap(pivot, measure, words)
  if (kind === 'line') return pivot.across === undefined ? bars(pivot, measure, words, 'line') : series(pivot, measure, words, 'line')
  return kind === 'stacked' ? series(pivot, measure, words, 'bar') : bars(pivot, measure, words, 'bar')
}

const nameOf = (row: PivotRow) => row.values.map(({ label }) => label).join(' · ')
const margins = { left: 8, right: 24, top: 16, bottom: 8, containLabel: true }
const partOf = (shown: number, total: number) => (shown < total ? { shown, total } : undefined)

/** A bar a row; over time it stands, else it lies so that names can be read. */
function bars(pivot: Pivot, measure: Measure, words: Words, type: 'bar' | 'line'): Chart {
  const stands = pivot.down.length === 1 && pivot.down.every(isTime)
  const rows = stands ? pivot.rows : pivot.rows.slice(0, mostBars)
  const names = { type: 'category', data: rows.map(nameOf), ...(!stands && { inverse: true, axisLabel: nameWidth(words) }) }
  const figures = {
    type: 'value',
    axisLabel: { formatter: (value: number) => words.figure(value), hideOverlap: true },
    splitNumber: words.narrow ? 3 : 5,
    minInterval: measure === 'attendanceRate' ? 0 : 1,
  }
  return {
    option: {
      grid: margins,
      [stands ? 'xAxis' : 'yAxis']: names,
      [stands ? 'yAxis' : 'xAxis']: stands ? figures : { ...figures, position: 'top' },
      tooltip: { valueFormatter: words.figure },
      series: [{ type, barMaxWidth: 22, symbolSize: 8, data: rows.map((row) => row.total[measure]) }],
    },
    height: stands ? usualHeight : 56 + Math.max(4, rows.length) * barHeight,
    part: partOf(rows.length, pivot.rows.length),
    groupOf: ({ dataIndex }) => rows[dataIndex]?.values,
  }
}

/** A line or a layer of a bar a series. Over time, the rows are the series; else the columns are, and each row is a bar. */
function series(pivot: Pivot, measure: Measure, words: Words, type: 'bar' | 'line'): Chart {
  const overTime = pivot.across !== undefined && isTime(pivot.across)
  const all = overTime ? pivot.rows.map(rowLine(pivot)) : pivot.columns.map(columnLine(pivot))
  const figureOf = (figures: Figures | null) => cellValue(figures, measure)
  const weight = (line: Line) => figureOf(line.total) ?? 0
  const bySize = [...all].sort((a, b) => weight(b) - weight(a))
  const shown = all.filter((line) => bySize.slice(0, mostSeries).includes(line))
  const rest = all.filter((line) => !shown.includes(line))
  const lying = !overTime
  const bars = lying ? pivot.rows.slice(0, mostBars) : []
  const categories = overTime ? pivot.columns.map(({ label }) => label) : bars.map(nameOf)

  const layers = shown.map((line) => ({ name: line.name, data: line.cells.slice(0, categories.length).map(figureOf) }))
  // what is left over can be added up where figures are sums, and only then
  if (type === 'bar' && rest.length > 0)
    layers.push({
      name: words.others,
      data: categories.map((_, at) => rest.reduce((sum, line) => sum + (figureOf(line.cells[at] ?? null) ?? 0), 0)),
    })

  const names = { type: 'category', data: categories, ...(lying && { inverse: true, axisLabel: nameWidth(words) }) }
  const figures = {
    type: 'value',
    axisLabel: { formatter: (value: number) => words.figure(value), hideOverlap: true },
    splitNumber: words.narrow ? 3 : 5,
    minInterval: measure === 'attendanceRate' ? 0 : 1,
  }
  return {
    option: {
      grid: { ...margins, top: 44 },
      legend: { type: 'scroll', top: 4, left: 8, right: 8, itemWidth: 12, itemHeight: 12, icon: 'roundRect' },
      [lying ? 'yAxis' : 'xAxis']: names,
      [lying ? 'xAxis' : 'yAxis']: lying ? { ...figures, position: 'top' } : figures,
      tooltip: { trigger: 'item', valueFormatter: words.figure },
      series: layers.map((layer) => ({
        ...layer,
        type,
        ...(type === 'bar' ? { stack: 'all', barMaxWidth: 22 } : { symbolSize: 8, connectNulls: false }),
      })),
    },
    height: lying ? 84 + Math.max(4, bars.length) * barHeight : usualHeight,
    part: lying ? partOf(bars.length, pivot.rows.length) : partOf(type === 'bar' ? all.length : shown.length, all.length),
    groupOf({ seriesIndex, dataIndex }) {
      const line = shown[seriesIndex]
      return (
        line && [
          ...line.values,
          ...(overTime ? [pivot.columns[dataIndex]] : (bars[dataIndex]?.values ?? [])).flatMap((value) => value ?? []),
        ]
      )
    },
  }
}

interface Line {
  readonly name: string
  readonly values: Group
  readonly cells: readonly (Figures | null)[]
  readonly total: Figures | null
}

function rowLine(_pivot: Pivot) {
  return (row: PivotRow): Line => ({ name: nameOf(row), values: row.values, cells: row.cells, total: row.total })
}

function columnLine(pivot: Pivot) {
  return (column: Pivot['columns'][number], at: number): Line => ({
    name: column.label,
    values: [column],
    cells: pivot.rows.map((row) => row.cells[at] ?? null),
    total: pivot.columnTotals[at] ?? null,
  })
}

/** A square a cell, the darker the more. */
function heatMap(pivot: Pivot, measure: Measure, words: Words): Chart {
  const rows = pivot.rows.slice(0, mostBars)
  const squares = rows.flatMap((row, y) => row.cells.map((cell, x) => [x, y, cellValue(cell, measure)] as const))
  const figures = squares.flatMap(([, , figure]) => figure ?? [])
  const most = Math.max(1, ...figures)
  return {
    option: {
      grid: { ...margins, bottom: 44 },
      xAxis: {
        type: 'category',
        data: pivot.columns.map(({ label }) => label),
        position: 'top',
        axisLabel: { interval: words.narrow ? 'auto' : 0, hideOverlap: true, fontSize: 11 },
      },
      yAxis: { type: 'category', inverse: true, data: rows.map(nameOf), axisLabel: nameWidth(words) },
      visualMap: {
        min: measure === 'attendanceRate' ? Math.min(...figures, most) : 0,
        max: most,
        calculable: false,
        orient: 'horizontal',
        left: 'center',
        bottom: 4,
        itemHeight: 140,
        itemWidth: 12,
        formatter: (value: number) => words.figure(Math.round(value)),
      },
      tooltip: {
        formatter: ({ data }: { data: readonly [number, number, number | null] }) =>
          `${rows[data[1]] ? nameOf(rows[data[1]] as PivotRow) : ''}\n${pivot.columns[data[0]]?.label ?? ''}  ${words.figure(data[2])}`,
      },
      series: [
        {
          type: 'heatmap',
          data: squares.map(([x, y, figure]) => [x, y, figure ?? '-']),
          label: {
            show: pivot.columns.length <= 16,
            formatter: ({ data }: { data: readonly [number, number, number | '-'] }) =>
              data[2] === '-' || data[2] === 0 ? '' : words.figure(data[2]),
          },
        },
      ],
    },
    height: 84 + Math.max(4, rows.length) * barHeight,
    part: partOf(rows.length, pivot.rows.length),
    groupOf({ dataIndex }) {
      const square = squares[dataIndex]
      const row = square && rows[square[1]]
      const column = square && pivot.columns[square[0]]
      return row && column ? [...row.values, column] : undefined
    },
  }
}
