import { type Cell } from '../ledger/cell.ts'
import { type ChartData } from './chart-data.ts'
import { type Chart, type ChartWords } from './chart-option.ts'
import { barHeight, figureAxis, margins, mostBars, nameAxis, partOf, usualHeight } from './chart-parts.ts'

const mostSeries = 7

interface Line {
  readonly name: string
  readonly cells: readonly (number | null)[]
  readonly weight: number
  readonly cellAt: (at: number) => Cell | undefined
}

/** A line or a layer of a bar a series. Over time, the rows are the series; else the columns are, and each row is a bar. */
export function series(data: ChartData, words: ChartWords, type: 'bar' | 'line'): Chart {
  const { overTime } = data
  const all = overTime ? rowLines(data) : columnLines(data)
  const bySize = [...all].sort((a, b) => b.weight - a.weight).slice(0, mostSeries)
  const shown = all.filter((line) => bySize.includes(line))
  const rest = all.filter((line) => !shown.includes(line))
  const lying = !overTime
  const bars = lying ? data.rows.slice(0, mostBars) : []
  const categories = (overTime ? data.columns : bars).map(({ name }) => name)

  const layers = shown.map((line) => ({ name: line.name, data: line.cells.slice(0, categories.length) as (number | null)[] }))
  // what is left over can be added up where figures are sums, and only then
  if (type === 'bar' && rest.length > 0)
    layers.push({ name: words.others, data: categories.map((_, at) => rest.reduce((sum, line) => sum + (line.cells[at] ?? 0), 0)) })

  const names = nameAxis(categories, lying, words)
  const figures = figureAxis(data, words)
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
    part: lying ? partOf(bars.length, data.rows.length) : partOf(type === 'bar' ? all.length : shown.length, all.length),
    cellOf: ({ seriesIndex, dataIndex }) => shown[seriesIndex]?.cellAt(dataIndex),
  }
}

function rowLines({ rows, columns }: ChartData): Line[] {
  return rows.map(({ name, keys, cells, total }) => ({
    name,
    cells,
    weight: total ?? 0,
    cellAt: (at) => columns[at] && [keys, columns[at].keys],
  }))
}

function columnLines({ rows, columns }: ChartData): Line[] {
  return columns.map(({ name, keys }, column) => {
    const cells = rows.map((row) => row.cells[column] ?? null)
    return {
      name,
      cells,
      weight: cells.reduce<number>((sum, cell) => sum + (cell ?? 0), 0),
      cellAt: (at) => rows[at] && [rows[at].keys, keys],
    }
  })
}
