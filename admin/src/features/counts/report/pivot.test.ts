import { describe, expect, test } from '@jest/globals'
import { type ActivityDimension, type CountRowFragment } from '#gql'
import { csvRows, cellValue } from './csv-rows.ts'
import { keyOf, pivoted, startOfTime } from './pivot.ts'
import { sidesOf } from './report.ts'

function aRow(more: Partial<CountRowFragment>): CountRowFragment {
  return { count: 0, ...more } as CountRowFragment
}
const branch = (id: string, name: string) => ({ id, name, ancestors: [] }) as unknown as NonNullable<CountRowFragment['organization']>
const first = branch('1', '第一支部')
const second = branch('2', '=第二支部')

const labelOf = (dimension: ActivityDimension, row: CountRowFragment) => row.organization?.name ?? keyOf(dimension, row)
const noPeriod = { from: undefined, to: undefined }

/** Two branches over the months of a quarter; in February nothing was held. */
const byMonth = {
  down: ['ORGANIZATION'] as const,
  across: 'MONTH' as const,
  rows: [
    aRow({ organization: first, month: '2026-01', count: 2, attendanceRate: 9000 }),
    aRow({ organization: first, month: '2026-03', count: 1, attendanceRate: 10000 }),
    aRow({ organization: second, month: '2026-03', count: 4, attendanceRate: null }),
  ],
  rowTotals: [
    aRow({ organization: first, count: 3, attendanceRate: 9333 }),
    aRow({ organization: second, count: 4, attendanceRate: null }),
  ],
  columnTotals: [aRow({ month: '2026-01', count: 2, attendanceRate: 9000 }), aRow({ month: '2026-03', count: 5, attendanceRate: 10000 })],
  totals: { count: 7, attendanceRate: 9333 },
  labelOf,
  period: { from: '2026-01-01', to: '2026-03-31' },
}

describe('a table of two sides', () => {
  test('time goes across, in whatever order the dimensions were chosen', () => {
    expect(sidesOf(['MONTH', 'ORGANIZATION'])).toEqual({ down: ['ORGANIZATION'], across: 'MONTH' })
    expect(sidesOf(['ORGANIZATION', 'TYPE'])).toEqual({ down: ['ORGANIZATION'], across: 'TYPE' })
    expect(sidesOf(['YEAR', 'TYPE', 'QUARTER', 'KIND'])).toEqual({ down: ['YEAR', 'TYPE', 'KIND'], across: 'QUARTER' })
    expect(sidesOf(['MONTH'])).toEqual({ down: ['MONTH'], across: undefined })
  })

  test('shows the months in which nothing was held', () => {
    const pivot = pivoted(byMonth)
    expect(pivot.columns.map(({ label }) => label)).toEqual(['2026-01', '2026-02', '2026-03'])
    expect(pivot.rows.map((row) => row.cells.map((cell) => cell?.count ?? null))).toEqual([
      [2, null, 1],
      [null, null, 4],
    ])
    expect(pivot.columnTotals.map((cell) => cell?.count ?? null)).toEqual([2, null, 5])
  })

  test('takes margins as they were counted: a rate is no sum', () => {
    const pivot = pivoted(byMonth)
    expect(pivot.rows.map(({ total }) => [total.count, total.attendanceRate])).toEqual([
      [3, 9333],
      [4, null],
    ])
    expect(pivot.totals).toEqual({ count: 7, attendances: null, attendanceRate: 9333, distinctMembers: null })
  })

  test('without a period, the times go from the first figure to the last', () => {
    expect(pivoted({ ...byMonth, period: noPeriod }).columns).toHaveLength(3)
    expect(pivoted({ ...byMonth, period: { from: '1900-01-01', to: '2026-12-31' } }).columns.map(({ key }) => key)).toEqual([
      '2026-01',
      '2026-03',
    ])
    expect(pivoted({ ...byMonth, rows: [], rowTotals: [], columnTotals: [], period: noPeriod }).columns).toEqual([])
  })

  test('fills quarters and years as well', () => {
    const quarters = pivoted({
      ...byMonth,
      across: 'QUARTER',
      columnTotals: [],
      rows: [],
      rowTotals: [],
      period: { from: '2025-11-01', to: '2026-04-01' },
    })
    expect(quarters.columns.map(({ key }) => key)).toEqual(['2025-Q4', '2026-Q1', '2026-Q2'])
    const years = pivoted({
      ...byMonth,
      across: 'YEAR',
      columnTotals: [],
      rows: [],
      rowTotals: [],
      period: { from: '2024-12-31', to: '2026-01-01' },
    })
    expect(years.columns.map(({ key }) => key)).toEqual(['2024', '2025', '2026'])
  })

  test('one dimension is a list with its measures', () => {
    const pivot = pivoted({ ...byMonth, down: ['MONTH'], across: undefined, rows: byMonth.columnTotals })
    expect(pivot.columns).toEqual([])
    expect(pivot.rows.map(({ values, total }) => [values[0]?.key, total.count])).toEqual([
      ['2026-01', 2],
      ['2026-03', 5],
    ])
  })
})

describe('the file of a table', () => {
  const words = {
    dimension: (dimension: ActivityDimension) => ({ ORGANIZATION: '组织', MONTH: '月份' })[dimension as string] ?? dimension,
    measure: (measure: string) => ({ count: '活动数', attendanceRate: '出勤率' })[measure] ?? measure,
    figure: (measure: string, value: number | null) => (value !== null && measure === 'attendanceRate' ? `${value / 100}%` : value),
    total: '合计',
  }

  test('is the table: every cell, both margins', () => {
    expect(csvRows(pivoted(byMonth), ['count'], 'count', words)).toEqual([
      ['组织', '2026-01', '2026-02', '2026-03', '合计'],
      ['第一支部', 2, 0, 1, 3],
      ['=第二支部', 0, 0, 4, 4],
      ['合计', 2, 0, 5, 7],
    ])
  })

  test('has no rate where nothing was held', () => {
    expect(csvRows(pivoted(byMonth), ['attendanceRate'], 'attendanceRate', words)[1]).toEqual(['第一支部', '90%', null, '100%', '93.33%'])
    expect(cellValue(null, 'attendanceRate')).toBeNull()
    expect(cellValue(null, 'count')).toBe(0)
  })

  test('of a list has a column a measure', () => {
    const pivot = pivoted({ ...byMonth, down: ['MONTH'], across: undefined, rows: byMonth.columnTotals })
    expect(csvRows(pivot, ['count', 'attendanceRate'], 'count', words)).toEqual([
      ['月份', '活动数', '出勤率'],
      ['2026-01', 2, '90%'],
      ['2026-03', 5, '100%'],
      ['合计', 7, '93.33%'],
    ])
  })
})

test('times begin where they begin', () => {
  expect(['2026-03', '2026-Q4', '2026', undefined].map(startOfTime)).toEqual(['2026-03-01', '2026-10-01', '2026-01-01', undefined])
})
