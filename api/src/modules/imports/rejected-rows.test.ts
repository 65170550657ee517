import { parse } from 'csv-parse/sync'
import { describe, expect, test } from '@jest/globals'
import { finding } from './findings/finding.ts'
import { withoutTextMark } from '../../platform/files/formula.ts'
import { problemsHeader } from './mapping/import-field.ts'
import { type Table } from './mapping/table.ts'
import { rejectedCsv } from './rejected-rows.ts'

const table = (headers: string[], ...rows: string[][]): Table => ({
  encoding: 'UTF-8',
  headers,
  rows: rows.map((cells, at) => ({ line: at + 2, cells, oddities: new Map() })),
})
const reasons = [
  finding('CELL_FORMULA', { column: '职务', field: null, value: '' }),
  finding('IDENTITY_MISSING', { column: null, field: null, value: null }),
]

function written(source: Table, lines = source.rows.map(({ line }) => line)): string[][] {
  return parse(
    rejectedCsv(
      source,
      lines.map((line) => ({ line, findings: reasons })),
      'zh',
    ),
    { bom: true, relax_column_count: true },
  )
}

describe('the file of rejected rows', () => {
  test('has the cells as they were, and the reasons behind them', () => {
    expect(written(table(['工号', '姓名'], ['1', '张,"三"'], ['2', '李四']), [2])).toEqual([
      ['工号', '姓名', problemsHeader],
      ['1', '张,"三"', '既没有工号也没有身份证号，无法认定是谁。请至少填写一项'],
    ])
  })

  test.each(['=1+1', '+86 199', '-3', '@cmd', '\tx', '\rx', '＝1', '＋1', '－1', '＠x', '=HYPERLINK("http://x","点")'])(
    'runs nothing in a spreadsheet: %j',
    (cell) => {
      const [, row] = written(table(['姓名'], [cell]))
      expect(row![0]).toBe(`'${cell}`)
      expect(withoutTextMark(row![0]!)).toBe(cell)
    },
  )

  test('keeps a row too wide when it is', () => {
    const [header, row] = written(table(['工号', '工资'], ['1', '5', '001']))
    expect(header).toHaveLength(3)
    expect(row).toEqual(['1', '5', expect.any(String), '001'])
  })

  test('has its column once when a file comes back again', () => {
    const [header] = written(table(['工号', problemsHeader, '姓名'], ['1', '旧', '张三']))
    expect(header).toEqual(['工号', '姓名', problemsHeader])
  })

  test('opens in a spreadsheet as what it is', () => {
    expect(rejectedCsv(table(['工号'], ['1']), [], 'en')).toBe(`\uFEFF工号,${problemsHeader}\r\n`)
  })
})
