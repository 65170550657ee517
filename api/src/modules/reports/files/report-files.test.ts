import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { aTestServer, type TestBrowser, type TestServer } from '../../../testing/test-server.ts'

let server: TestServer
let browser: TestBrowser
let root: string

const hostile = [
  "=cmd|' /C calc'!A0",
  '+1+1',
  '@SUM(A1)',
  '\u202e反写',
  '𠮷野支部',
  '很长的名字'.repeat(40),
  '"引号",逗号',
  '<b>&amp;</b>',
  '-1',
]

beforeAll(async () => {
  server = await aTestServer()
  browser = await server.signedIn()
  root = await organization('ROOT', '局党委', 'COMMITTEE', null)
  for (const [at, name] of hostile.entries()) {
    const id = await organization(`B${at}`, name, 'BRANCH', root)
    for (const [day, type, present] of [
      ['2026-01-10', 'BRANCH_MEETING', at],
      ['2026-03-10', 'THEME_DAY', 1],
    ] as const) {
      await server.sql(
        `INSERT INTO activity (organization_id, type_code, title, status, planned_start, held_on, expected_count, present_count, expected_present_count)
         VALUES ($1, $2, '活动', 'HELD', $3::date, $3::date, 9, $4::int, $4::int)`,
        [id, type, day, present],
      )
    }
  }
})
afterAll(() => server.close())

async function organization(code: string, name: string, level: string, parentId: string | null): Promise<string> {
  const [row] = await server.sql<{ id: string; segment: string }>(
    `INSERT INTO organization (code, kind, level, name, established_on) VALUES ($1, 'PARTY', $2, $3, '2000-01-01') RETURNING id, segment`,
    [code, level, name],
  )
  const [parent] = await server.sql<{ path: string }>('SELECT path FROM organization_placement WHERE organization_id = $1', [parentId])
  await server.sql(
    `INSERT INTO organization_placement (organization_id, kind, parent_id, path, valid) VALUES ($1, 'PARTY', $2, $3, '[2000-01-01,)')`,
    [row!.id, parentId, `${parent?.path ?? ''}/${row!.segment}`],
  )
  await server.sql(`INSERT INTO organization_name (organization_id, name, valid) VALUES ($1, $2, '[2000-01-01,)')`, [row!.id, name])
  return row!.id
}

const year = { period: 'FROM_TO', from: '2026-01-01', to: '2026-12-31' }
const definition = (more: Record<string, unknown> = {}) => ({
  source: 'ACTIVITIES',
  rows: ['ORGANIZATION'],
  columns: ['TYPE', 'MONTH'],
  measures: ['COUNT', 'ATTENDANCES', 'ATTENDANCE_RATE'],
  parameters: { ...year, organization: root },
  ...more,
})

async function download(path: string, init?: RequestInit) {
  const headers: Record<string, string> = { cookie: [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
  if (init?.method === 'POST') headers['content-type'] = 'application/json'
  const response = await fetch(`${server.url}${path}`, { ...init, headers })
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

const posted = (body: unknown) => download('/reports/file', { method: 'POST', body: JSON.stringify(body) })

async function tableOf(asked: unknown) {
  const query = `query ($d: ReportDefinitionInput) { reportResult(definition: $d) { userErrors { message } table {
    rowHeadings { title } headerRows { cells { title column columns rows } } columns { unit } rows { labels values } totals { values } } } }`
  const { body } = await browser.query(query, { d: asked })
  expect(body.data.reportResult.userErrors).toEqual([])
  return body.data.reportResult.table
}

async function sheetOf(bytes: Buffer): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer)
  return workbook.worksheets[0]!
}

describe('an XLSX file', () => {
  test('holds the table, cell by cell, with its header merged', async () => {
    const table = await tableOf(definition())
    const { status, headers, bytes } = await posted({ format: 'xlsx', name: '=活动/统计', definition: definition() })
    expect([status, headers.get('content-type')]).toEqual([200, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'])
    expect(decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition')!)![1]!)).toMatch(
      /^=活动_统计 \d{4}-\d{2}-\d{2}\.xlsx$/,
    )
    const sheet = await sheetOf(bytes)
    expect(sheet.getCell('A1').value).toBe('=活动/统计')
    expect(sheet.getCell('A2').value).toBe('统计组织：局党委')
    expect(sheet.getCell('A3').value).toBe('统计期间：2026-01-01 至 2026-12-31')
    expect(sheet.getCell('A4').value).toMatch(/^制表：系统管理员，\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/)
    const [top, depth, labels] = [5, table.headerRows.length as number, table.rowHeadings.length as number]
    expect(sheet.getCell(top, 1)).toMatchObject({ value: '组织', isMerged: true })
    for (const [row, { cells }] of table.headerRows.entries()) {
      for (const { title, column, columns, rows } of cells) {
        const first = sheet.getCell(top + row, labels + column + 1)
        expect(first.value).toBe(title)
        const last = sheet.getCell(top + row + rows - 1, labels + column + columns)
        expect(last.master.address).toBe(first.address)
      }
    }
    for (const [at, { labels: words, values }] of [...table.rows, { labels: ['合计'], values: table.totals.values }].entries()) {
      const row = sheet.getRow(top + depth + at)
      expect(words.map((_: string, place: number) => row.getCell(place + 1).value)).toEqual(words)
      for (const [place, value] of values.entries()) {
        const cell = row.getCell(labels + place + 1)
        const isRate = table.columns[place].unit === 'TEN_THOUSANDTHS'
        expect(cell.value).toBe(value === null ? null : isRate ? value / 10_000 : value)
        expect(cell.numFmt).toBe(isRate ? '0.00%' : '#,##0')
      }
    }
    expect(sheet.rowCount).toBe(top + depth + (table.rows.length as number))
    expect(table.rows).toHaveLength(hostile.length)
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: labels, ySplit: top + depth - 1 })
    expect(sheet.pageSetup).toMatchObject({
      orientation: 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${top}:${top + depth - 1}`,
    })
    expect(sheet.pageSetup.printArea).toBe(`A1:${sheet.getColumn(labels + (table.columns.length as number)).letter}${sheet.rowCount}`)
  })

  test('holds hostile names as text', async () => {
    const sheet = await sheetOf((await posted({ format: 'xlsx', definition: definition({ columns: [] }) })).bytes)
    const cells = hostile.map((_, at) => sheet.getCell(6 + at, 1))
    expect(cells.map(({ value }) => value)).toEqual(hostile)
    for (const cell of cells) expect(cell.type).toBe(ExcelJS.ValueType.String)
  })
})

describe('a CSV file', () => {
  test('holds the table in UTF-8 with its mark, formulas defused', async () => {
    const byMonth = definition({ columns: ['MONTH'], measures: ['COUNT', 'ATTENDANCE_RATE'] })
    const table = await tableOf(byMonth)
    const { headers, bytes } = await posted({ format: 'csv', definition: byMonth })
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [header, ...rows] = parse(bytes, { bom: true }) as string[][]
    expect(header).toEqual(['组织', '2026-01 活动数', '2026-01 出勤率', '2026-03 活动数', '2026-03 出勤率', '合计 活动数', '合计 出勤率'])
    expect(rows.map(([label]) => label)).toEqual([...hostile.map((name) => (/^[=+\-@]/.test(name) ? `'${name}` : name)), '合计'])
    const told = (value: number | null, at: number) => (value === null ? '' : at % 2 === 0 ? String(value) : `${(value / 100).toFixed(2)}%`)
    expect(rows.map(([, ...figures]) => figures)).toEqual(
      [...table.rows, table.totals].map(({ values }: { values: (number | null)[] }) => values.map(told)),
    )
  })
})

describe('a PDF file', () => {
  test('has title, facts, every row and page numbers', async () => {
    const { headers, bytes } = await posted({ format: 'pdf', name: '活动统计', definition: definition({ columns: ['MONTH'] }) })
    expect(headers.get('content-type')).toBe('application/pdf')
    const text = textOf(bytes)
    for (const words of [
      '活动统计',
      '统计组织：局党委',
      '统计期间：2026-01-01 至 2026-12-31',
      '系统管理员',
      '组织',
      '合计',
      '2026-03',
      "=cmd|' /C calc'!A0",
      '<b>&amp;</b>',
      '第 1 页，共 1 页',
    ])
      expect(text).toContain(words)
    // what the font does not have is marked, and the mark is explained
    expect(text).toContain('〓野支部')
    expect(text).toContain('〓：字库中没有的字')
  })

  test('repeats its header on every page, and puts columns that find no room on pages after', async () => {
    const days = definition({
      columns: ['DAY'],
      measures: ['COUNT'],
      emptyGroups: true,
      parameters: { period: 'FROM_TO', from: '2026-01-01', to: '2026-02-28', organization: root },
    })
    const { bytes } = await posted({ format: 'pdf', definition: days })
    const text = textOf(bytes)
    expect(text.split('组织').length).toBeGreaterThan(3)
    for (const day of ['2026-01-01', '2026-01-31', '2026-02-28']) expect(text.split(day).length - 1).toBeGreaterThan(0)
    expect(text).toMatch(/第 2 页，共 [2-9] 页/)
  })
})

describe('a report’s file', () => {
  test('is of a kept report, with parameters from the address', async () => {
    const input = { name: '本年活动', definition: { ...definition({ columns: [], measures: ['COUNT'] }) } }
    const made = await browser.query('mutation ($input: CreateReportInput!) { createReport(input: $input) { report { id } } }', { input })
    const { id } = made.body.data.createReport.report
    const { bytes } = await download(`/reports/${id}/file?format=csv&period=FROM_TO&from=2026-03-01&to=2026-03-31`)
    expect((parse(bytes, { bom: true }) as string[][]).map((row) => row[1])).toEqual([
      '活动数',
      ...hostile.map(() => '1'),
      String(hostile.length),
    ])
  })

  test.each([
    ['an unknown report', '/reports/01930000-0000-7000-8000-00000000ffff/file?format=csv', 404],
    ['no id', '/reports/nonsense/file?format=csv', 404],
    ['an unknown format', '/reports/01930000-0000-7000-8000-000000000001/file?format=exe', 400],
    ['no format', '/reports/01930000-0000-7000-8000-000000000001/file', 400],
    ['an unknown parameter', '/reports/01930000-0000-7000-8000-000000000001/file?format=csv&scope=all', 400],
    ['a day that is none', '/reports/01930000-0000-7000-8000-000000000001/file?format=csv&asOf=2026-02-30', 400],
    ['a period without days', '/reports/01930000-0000-7000-8000-000000000001/file?format=csv&period=FROM_TO', 400],
  ])('is refused for %s', async (_what, path, status) => {
    const answer = await browser.request(path)
    expect([answer.status, typeof answer.body.errors[0].message]).toEqual([status, 'string'])
  })

  test('is refused for what is no definition', async () => {
    for (const body of [
      undefined,
      {},
      { definition: 7 },
      { definition: { ...definition(), rows: ['NOTHING'] } },
      { definition: definition({ measures: ['NET'] }) },
    ])
      expect((await posted({ format: 'csv', ...body })).status).toBe(400)
  })

  test('is nobody’s who is not signed in', async () => {
    expect((await server.browser().request('/reports/01930000-0000-7000-8000-000000000001/file?format=csv')).status).toBe(401)
  })
})

/** The text of a PDF with one embedded font: its glyphs by the map that readers copy by, in the order of printing. */
function textOf(pdf: Buffer): string {
  const source = pdf.toString('latin1')
  const streams = [...source.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: mark }) => {
    const end = source.indexOf('endstream', index)
    try {
      return [inflateSync(pdf.subarray(index + mark.length, end)).toString('latin1')]
    } catch {
      return []
    }
  })
  const letters = new Map<string, string>()
  for (const map of streams.filter((stream) => stream.includes('beginbfrange'))) {
    for (const [, first, list] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
      for (const [at, [, code]] of [...list!.matchAll(/<([0-9a-f ]+)>/gi)].entries())
        letters.set(
          (parseInt(first!, 16) + at).toString(16).padStart(4, '0'),
          Buffer.from(code!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
        )
    }
  }
  const shown = streams.flatMap((stream) => [...stream.matchAll(/\[([^\]]{0,9999})\] TJ/g)].map(([, glyphs]) => glyphs!))
  return shown
    .map((glyphs) =>
      [...glyphs.matchAll(/<([0-9a-f]+)>/gi)]
        .map(([, hex]) =>
          hex!
            .match(/.{4}/g)!
            .map((glyph) => letters.get(glyph.toLowerCase()) ?? '?')
            .join(''),
        )
        .join(''),
    )
    .join('\n')
}
