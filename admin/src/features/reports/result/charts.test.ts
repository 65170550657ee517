import { describe, expect, test } from '@jest/globals'
import { type TableFragment } from '#gql'
import { blank, type Definition } from '../definition/definition.ts'
import { chartData } from './chart-data.ts'
import { chartOf, drawableCharts } from './chart-option.ts'
import { bodyLines, footLines, isOpenable, nameOf } from './table-lines.ts'

const words = { others: '其他', figure: String, narrow: false, above: () => [] }
const column = (keys: string[], measure: 'COUNT' | 'ATTENDANCE_RATE' = 'COUNT', more: object = {}) =>
  ({
    keys,
    labels: keys,
    measure,
    aspect: 'FIGURE',
    unit: measure === 'COUNT' ? 'NUMBER' : 'TEN_THOUSANDTHS',
    isTotal: false,
    ...more,
  }) as TableFragment['columns'][number]
const row = (key: string, values: (number | null)[], suppressed = values.map(() => false)) => ({
  keys: [key],
  labels: [`组织${key}`],
  values,
  suppressed,
})

/** Two branches over two months, a number and a rate each. */
const table = {
  rowHeadings: [{ dimension: 'ORGANIZATION', title: '组织' }],
  columnHeadings: [{ dimension: 'MONTH', title: '月份' }],
  columns: [
    column(['2026-01']),
    column(['2026-01'], 'ATTENDANCE_RATE'),
    column(['2026-02']),
    column(['2026-02'], 'ATTENDANCE_RATE'),
    column([], 'COUNT', { isTotal: true, labels: ['合计'] }),
    column([], 'ATTENDANCE_RATE', { isTotal: true, labels: ['合计'] }),
  ],
  rows: [row('1', [3, 9000, 0, null, 3, 9000]), row('2', [1, 10000, 4, 0, 5, 2000])],
  totals: { keys: [], labels: ['合计'], values: [4, 9250, 4, 0, 8, 4600], suppressed: [] },
  rest: null,
} as unknown as TableFragment
const definition: Definition = { ...blank, rows: ['ORGANIZATION'], columns: ['MONTH'], measures: ['COUNT', 'ATTENDANCE_RATE'] }
const settled = { table, definition }

describe('a measure of a table', () => {
  test('is taken out of it with its totals as they were counted', () => {
    const data = chartData(settled, 'ATTENDANCE_RATE')
    expect(data.rows.map(({ cells, total }) => [cells, total])).toEqual([
      [[9000, null], 9000],
      [[10000, 0], 2000],
    ])
    expect(data).toMatchObject({
      overTime: true,
      isSum: false,
      unit: 'TEN_THOUSANDTHS',
      columns: [{ name: '2026-01' }, { name: '2026-02' }],
    })
  })

  test('is added up where the table tells no totals, if it can be', () => {
    const bare = { ...settled, table: { ...table, columns: table.columns.slice(0, 4) } }
    expect(chartData(bare, 'COUNT').rows.map(({ total }) => total)).toEqual([3, 5])
    expect(chartData(bare, 'ATTENDANCE_RATE').rows.map(({ total }) => total)).toEqual([null, null])
    expect(drawableCharts(['BAR', 'LINE', 'HEAT_MAP'], chartData(bare, 'ATTENDANCE_RATE'))).toEqual(['LINE', 'HEAT_MAP'])
  })

  test('that is a rate is neither stacked nor an area', () => {
    const all = ['BAR', 'STACKED', 'LINE', 'HEAT_MAP', 'TREE_MAP'] as const
    expect(drawableCharts(all, chartData(settled, 'COUNT'))).toEqual([...all])
    expect(drawableCharts(all, chartData(settled, 'ATTENDANCE_RATE'))).toEqual(['BAR', 'LINE', 'HEAT_MAP'])
  })
})

describe('a point of a chart leads to its figure', () => {
  const data = chartData(settled, 'COUNT')
  test.each([
    ['BAR', { seriesIndex: 0, dataIndex: 1 }, [['2'], []]],
    ['LINE', { seriesIndex: 1, dataIndex: 0 }, [['2'], ['2026-01']]],
    ['STACKED', { seriesIndex: 0, dataIndex: 1 }, [['1'], ['2026-02']]],
    ['HEAT_MAP', { seriesIndex: 0, dataIndex: 3 }, [['2'], ['2026-02']]],
    // areas go by size
    ['TREE_MAP', { seriesIndex: 0, dataIndex: 1, data: { at: 0 } }, [['2'], []]],
  ] as const)('%s', (kind, point, cell) => {
    expect(chartOf(data, kind, words).cellOf(point)).toEqual(cell)
  })

  test('and what is left over leads nowhere', () => {
    const months = Array.from({ length: 10 }, (_, at) => String(at))
    const many = {
      definition: { ...definition, columns: ['TYPE' as const], measures: ['COUNT' as const] },
      table: { ...table, columns: months.map((month) => column([month])), rows: [row('1', months.map(Number))] },
    }
    const chart = chartOf(chartData(many, 'COUNT'), 'STACKED', words)
    const layers = chart.option['series'] as { name: string; data: number[] }[]
    expect(layers.at(-1)).toMatchObject({ name: '其他', data: [0 + 1 + 2] })
    expect(chart.cellOf({ seriesIndex: layers.length - 1, dataIndex: 0 })).toBeUndefined()
  })
})

test('areas stand in those of the organisations above', () => {
  const above = (key: string) => (key === '1' ? [{ id: 'a', name: '局党委' }] : [{ id: 'b', name: '工会' }])
  const { option } = chartOf(chartData(settled, 'COUNT'), 'TREE_MAP', { ...words, above })
  expect((option['series'] as { data: object[] }[])[0]!.data).toEqual([
    { name: '工会', children: [{ name: '组织2', value: 5, at: 0 }] },
    { name: '局党委', children: [{ name: '组织1', value: 3, at: 1 }] },
  ])
})

describe('lines of the table', () => {
  test('say a name once for the rows that it is of', () => {
    const rows = [
      { ...row('1', []), keys: ['a', 'x'], labels: ['甲', '子'] },
      { ...row('1', []), keys: ['a', 'y'], labels: ['甲', '丑'] },
      { ...row('1', []), keys: ['b', 'y'], labels: ['乙', '丑'] },
    ]
    expect(bodyLines({ rows }).map(({ repeats }) => repeats)).toEqual([
      [false, false],
      [true, false],
      [false, false],
    ])
  })

  test('open figures behind which there is something', () => {
    const [first, second] = bodyLines(table)
    const openable = (line: typeof first) => table.columns.map((_, at) => isOpenable(settled, line!, at, false))
    // nothing was held; a rate of nothing came of something
    expect(openable(first)).toEqual([true, true, false, false, true, true])
    expect(openable(second)).toEqual([true, true, true, true, true, true])
    expect(nameOf(settled, first!, 2)).toBe('组织1 · 2026-02')
    expect(nameOf(settled, footLines(table)[0]!, 4)).toBe('')
  })

  test('of persons open only for those who see persons', () => {
    const members = { table, definition: { ...definition, source: 'MEMBERS' as const } }
    expect([true, false].map((sees) => isOpenable(members, bodyLines(table)[0]!, 0, sees))).toEqual([true, false])
  })
})
