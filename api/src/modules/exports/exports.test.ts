import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import ExcelJS from 'exceljs'
import { asked, exportOf, fileOf } from '../../testing/test-exports.ts'
import { TestRegister, type TestOrganization } from '../../testing/test-register.ts'
import { aTestServer, type TestBrowser, type TestServer } from '../../testing/test-server.ts'
import { guessMapping } from '../imports/index.ts'

let server: TestServer
let administrator: TestBrowser
let branch: TestOrganization
let other: TestOrganization

const hostile = ["=cmd|' /C calc'!A0", '+1+1', '-2', '@SUM(A1)', '＝1', '"引号",逗号', '多\n行', '阿卜杜拉·买买提', '𠮷野']

beforeAll(async () => {
  server = await aTestServer()
  administrator = await server.signedIn()
  const register = new TestRegister(server)
  const root = await register.anOrganization({ level: 'COMMITTEE', name: '局党委' })
  branch = await register.anOrganization({ under: root, name: '=甲支部' })
  other = await register.anOrganization({ under: root, name: '乙支部' })
  for (const name of hostile) {
    await register.aMemberOf(branch, { name, nationalIdMasked: '110***********1234', phoneMasked: '138****0000', education: '21' })
  }
  for (let at = 0; at < 30; at += 1) await register.aMemberOf(other, { sex: at % 2 === 0 ? 'FEMALE' : 'MALE' })
  await server.sql(
    `INSERT INTO activity (organization_id, type_code, title, status, planned_start, held_on, expected_count, present_count, expected_present_count, minutes)
     SELECT $1, 'THEME_DAY', CASE WHEN n = 3 THEN '=1+1' ELSE '活动' || n END, 'HELD', '2026-03-01T09:00:00+08:00'::timestamptz + n * interval '1 day', ('2026-03-01'::date + n), 8, 7, 7, '纪要' || n
     FROM generate_series(1, 25) AS n`,
    [branch.id],
  )
})
afterAll(() => server.close())

/** Every row of a list of the API, page by page. */
async function listed(browser: TestBrowser, field: string, type: string, filter: unknown, selection: string): Promise<any[]> {
  const rows: any[] = []
  for (let after: string | null = null; ;) {
    const answer: Awaited<ReturnType<TestBrowser['query']>> = await browser.query(
      `query ($filter: ${type}, $after: String) { list: ${field}(filter: $filter, orderBy: CODE_ASC, first: 7, after: $after) { nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`,
      { filter, after },
    )
    rows.push(...answer.body.data.list.nodes)
    if (!answer.body.data.list.pageInfo.hasNextPage) return rows
    after = answer.body.data.list.pageInfo.endCursor
  }
}

const csvRows = (bytes: Buffer) =>
  parse(bytes, { bom: true, columns: true, relax_column_count: false }) as unknown as Record<string, string>[]
const jsonRows = (bytes: Buffer) =>
  bytes
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

describe('a bulk export', () => {
  test('holds, as JSON lines, exactly what the list of the API shows under the same filter', async () => {
    for (const filter of [null, { organization: other.id, sexes: ['FEMALE'] }]) {
      const fields = ['ID', 'CODE', 'NAME', 'SEX', 'NATIONAL_ID', 'EDUCATION', 'PARTY_STATUS', 'PARTY_ORGANIZATION', 'PARTY_SINCE']
      const file = jsonRows(await fileOf(server, administrator, 'exportMembers', { filter, format: 'JSONL', fields }))
      const list = await listed(
        administrator,
        'members',
        'MemberFilter',
        filter,
        'id code name sex nationalId education { name } party { status organization { name } validFrom }',
      )
      expect(list.length).toBe(filter === null ? hostile.length + 30 : 15)
      expect(file).toEqual(
        list.map(({ id, code, name, sex, nationalId, education, party }) => ({
          id,
          code,
          name,
          sex,
          nationalId,
          education: education?.name ?? null,
          partyStatus: party.status,
          partyOrganization: party.organization.name,
          partySince: party.validFrom,
        })),
      )
    }
  })

  test('is, as CSV, in words of either language, and nothing in it is run as a formula', async () => {
    const filter = { organization: branch.id }
    const fields = ['NAME', 'SEX', 'PARTY_STATUS', 'PARTY_ORGANIZATION', 'PHONE']
    const chinese = csvRows(await fileOf(server, administrator, 'exportMembers', { filter, format: 'CSV', fields }))
    expect(chinese.map((row) => row['姓名'])).toEqual(hostile.map((name) => (/^[=+\-@＝]/.test(name) ? `'${name}` : name)))
    expect(chinese[0]).toEqual({
      姓名: "'=cmd|' /C calc'!A0",
      性别: '男',
      党员身份: '正式党员',
      党组织: "'=甲支部",
      '手机（部分隐藏）': '138****0000',
    })
    const english = csvRows(
      await fileOf(server, administrator, 'exportMembers', { filter, format: 'CSV', fields: ['SEX', 'PARTY_STATUS'], language: 'EN' }),
    )
    expect(english[0]).toEqual({ Sex: 'Male', 'Party status': 'Full member' })
  })

  test('is, as a workbook, text where it is text and numbers where it counts, and a roster can be read in again', async () => {
    const activities = await fileOf(server, administrator, 'exportActivities', {
      format: 'XLSX',
      fields: ['TITLE', 'PLANNED_START', 'EXPECTED_COUNT', 'ATTENDANCE_RATE', 'MINUTES'],
    })
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(activities as unknown as ArrayBuffer)
    const sheet = workbook.worksheets[0]!
    expect(sheet.rowCount).toBe(26)
    expect(sheet.getRow(1).values).toEqual([undefined, '标题', '计划开始时间', '应到人数', '出勤率', '记录'])
    expect(sheet.getRow(4).values).toEqual([undefined, '=1+1', '2026-03-04 09:00', 8, 0.875, '纪要3'])
    expect(sheet.getCell('A4').type).toBe(ExcelJS.ValueType.String)
    expect(sheet.getCell('D4').numFmt).toBe('0.00%')

    const roster = await fileOf(server, administrator, 'exportMembers', {
      filter: { organization: branch.id },
      format: 'CSV',
      fields: ['CODE', 'NAME'],
    })
    const { importer } = server.app.modules.imports
    const table = await importer.read('ROSTER', roster)
    const name = guessMapping(table.headers, importer.target('ROSTER').fields).findIndex((field) => field === 'name')
    const { withoutTextMark } = await import('../../platform/files/formula.ts')
    expect(table.rows.map(({ cells }) => withoutTextMark(cells[name]!))).toEqual(hostile)
  })

  test('of organisations tells the tree, its leaders and its counts', async () => {
    const file = jsonRows(
      await fileOf(server, administrator, 'exportOrganizations', {
        filter: { kinds: ['PARTY'] },
        format: 'JSONL',
        fields: ['NAME', 'LEVEL', 'PARENT', 'CHILD_COUNT', 'MEMBER_COUNT'],
      }),
    )
    expect(file).toEqual([
      { name: '局党委', level: 'COMMITTEE', parent: null, childCount: 2, memberCount: hostile.length + 30 },
      { name: '=甲支部', level: 'BRANCH', parent: '局党委', childCount: 0, memberCount: hostile.length },
      { name: '乙支部', level: 'BRANCH', parent: '局党委', childCount: 0, memberCount: 30 },
    ])
  })

  test('tells how far it is, in whose list it stands, and what it is', async () => {
    const id = await asked(administrator, 'exportMembers', { format: 'CSV', fields: ['NAME'] })
    expect(await exportOf(administrator, id)).toMatchObject({
      status: 'QUEUED',
      rowsDone: 0,
      rowsTotal: null,
      size: null,
      viewerCan: ['CANCEL'],
    })
    await server.workOff()
    expect(await exportOf(administrator, id)).toMatchObject({
      status: 'READY',
      rowsDone: hostile.length + 30,
      rowsTotal: hostile.length + 30,
      fields: ['NAME'],
      viewerCan: ['DOWNLOAD'],
    })
    const { body } = await administrator.query('{ exports(first: 1) { nodes { id } } node(id: "' + id + '") { __typename } }')
    expect(body.data).toEqual({ exports: { nodes: [{ id }] }, node: { __typename: 'Export' } })
  })

  test('of nothing is a file with its headings', async () => {
    const none = { filter: { organization: '018f0000-0000-7000-8000-000000000000' } }
    expect((await fileOf(server, administrator, 'exportMembers', { ...none, format: 'JSONL' })).length).toBe(0)
    expect(csvRows(await fileOf(server, administrator, 'exportMembers', { ...none, format: 'CSV' }))).toEqual([])
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(
      (await fileOf(server, administrator, 'exportMembers', { ...none, format: 'XLSX', fields: ['NAME'] })) as unknown as ArrayBuffer,
    )
    expect(workbook.worksheets[0]!.rowCount).toBe(1)
  })
})
