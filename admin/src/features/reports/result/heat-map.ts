import { type ChartData } from './chart-data.ts'
import { type Chart, type ChartWords } from './chart-option.ts'
import { barHeight, margins, mostBars, nameWidth, partOf } from './chart-parts.ts'

/** A square a cell, the darker the more. */
export function heatMap(data: ChartData, words: ChartWords): Chart {
  const rows = data.rows.slice(0, mostBars)
  const squares = rows.flatMap((row, y) => row.cells.map((cell, x) => [x, y, cell] as const))
  const figures = squares.flatMap(([, , figure]) => figure ?? [])
  const most = figures.reduce((largest, figure) => Math.max(largest, figure), 1)
  const least = figures.reduce((smallest, figure) => Math.min(smallest, figure), most)
  return {
    option: {
      grid: { ...margins, bottom: 44 },
      xAxis: {
        type: 'category',
        data: data.columns.map(({ name }) => name),
        position: 'top',
        axisLabel: { interval: words.narrow ? 'auto' : 0, hideOverlap: true, fontSize: 11 },
      },
      yAxis: { type: 'category', inverse: true, data: rows.map(({ name }) => name), axisLabel: nameWidth(words) },
      visualMap: {
        // rates lie close together, numbers begin at nothing
        min: data.unit === 'NUMBER' ? Math.min(0, least) : least,
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
        formatter: ({ data: [x, y, figure] }: { data: readonly [number, number, number | '-'] }) =>
          `${rows[y]?.name ?? ''}\n${data.columns[x]?.name ?? ''}  ${words.figure(figure === '-' ? null : figure)}`,
      },
      series: [
        {
          type: 'heatmap',
          data: squares.map(([x, y, figure]) => [x, y, figure ?? '-']),
          label: {
            show: data.columns.length <= (words.narrow ? 6 : 14),
            formatter: ({ data: [, , figure] }: { data: readonly [number, number, number | '-'] }) =>
              figure === '-' || figure === 0 ? '' : words.figure(figure),
          },
        },
      ],
    },
    height: 84 + Math.max(4, rows.length) * barHeight,
    part: partOf(rows.length, data.rows.length),
    cellOf({ dataIndex }) {
      const square = squares[dataIndex]
      const row = square && rows[square[1]]
      const column = square && data.columns[square[0]]
      return row && column ? [row.keys, column.keys] : undefined
    },
  }
}
