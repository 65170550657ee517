import { Writable } from 'node:stream'
import { describe, expect, test } from '@jest/globals'
import { cpuTime } from '../../../testing/cpu-time.ts'
import { type ReportDocument } from './report-document.ts'
import { columnName, writeXlsx } from './xlsx-file.ts'

describe('a workbook', () => {
  test('of fifty thousand rows takes seconds and little memory', async () => {
    const rows = Array.from({ length: 50_000 }, (_, at) => ({
      kind: 'ROW' as const,
      labels: [`第${at}党支部`],
      figures: Array.from({ length: 6 }, (_figure, place) => at * place),
    }))
    const header = [
      { title: '组织', row: 0, column: 0, rows: 1, columns: 1 },
      ...Array.from({ length: 6 }, (_, at) => ({ title: `活动数${at}`, row: 0, column: at + 1, rows: 1, columns: 1 })),
    ]
    const document: ReportDocument = {
      title: '大表',
      facts: [],
      grid: { labelColumns: 1, columns: 7, units: Array.from({ length: 6 }, () => 'NUMBER' as const), headerRows: 1, header, rows },
      notes: [],
      missing: '',
      page: () => '',
      filename: '大表',
    }
    const [memory, start] = [process.memoryUsage().rss, cpuTime()]
    let written = 0
    let most = 0
    const out = new Writable({
      write(chunk: Buffer, _encoding, done) {
        written += chunk.length
        most = Math.max(most, process.memoryUsage().rss)
        done()
      },
    })
    await writeXlsx(document, out)
    expect(written).toBeGreaterThan(500_000)
    expect(cpuTime() - start).toBeLessThan(20_000)
    expect(most - memory).toBeLessThan(250 * 1024 * 1024)
  })

  test.each([
    [1, 'A'],
    [26, 'Z'],
    [27, 'AA'],
    [52, 'AZ'],
    [53, 'BA'],
    [702, 'ZZ'],
    [703, 'AAA'],
  ])('names column %i %s', (column, name) => {
    expect(columnName(column)).toBe(name)
  })
})
