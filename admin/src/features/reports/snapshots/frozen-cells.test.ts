import { describe, expect, test } from '@jest/globals'
import { type SnapshotTableFragment } from '#gql'
import { type Cell, FrozenCells, nameOfCell } from './frozen-cells.ts'

type Column = SnapshotTableFragment['columns'][number]

const column = (keys: string[], isTotal = false): Column => ({
  keys,
  labels: keys,
  measure: 'COUNT',
  aspect: 'FIGURE',
  unit: 'NUMBER',
  isTotal,
})
const row = (keys: string[]) => ({ keys, labels: keys, values: [], suppressed: [] })
const cell = (rowKeys: string[] | null, columnKeys: string[] | null, then: number, now: number): Cell => ({
  row: rowKeys,
  column: columnKeys,
  rowLabels: rowKeys ?? [],
  columnLabels: columnKeys ?? [],
  changed: then !== now,
  figures: [{ measure: 'COUNT', title: '活动数', aspect: 'FIGURE', then, now, difference: now - then }],
})
const table = {
  columns: [column(['会议']), column([], true)],
  rows: [row(['甲']), row(['乙'])],
  totals: row([]),
} as unknown as SnapshotTableFragment

describe('the changed cells of a frozen table', () => {
  const cells = [cell(['甲'], ['会议'], 1, 2), cell(null, null, 3, 4), cell(['丙'], ['会议'], 0, 1), cell(['乙'], null, 2, 2)]
  const frozen = new FrozenCells(table, cells)

  test('stand under their figures, totals under totals', () => {
    expect(frozen.at(['甲'], table.columns[0]!)?.figure.now).toBe(2)
    expect(frozen.at(null, table.columns[1]!)?.figure.now).toBe(4)
    expect(frozen.at(['甲'], table.columns[1]!)).toBeUndefined()
  })

  test('mark no figure that is the same', () => {
    expect(frozen.at(['乙'], table.columns[1]!)).toBeUndefined()
  })

  test('are told apart where the table has no place for them', () => {
    expect(frozen.homeless).toEqual([cells[2]])
  })

  test('have a name', () => {
    expect(cells.map((each) => nameOfCell(each, '合计'))).toEqual(['甲 · 会议', '合计', '丙 · 会议', '乙'])
    expect(nameOfCell(cell(null, ['会议'], 0, 1), '合计')).toBe('合计 · 会议')
  })
})
