import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type TestOrganization, TestRegister } from '../../../testing/test-register.ts'
import { aReport, changedReport, ran } from '../../../testing/test-reports.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../../testing/test-world.ts'

let world: TestWorld
let administrator: TestClient
let committee: TestOrganization
let one: TestOrganization
let two: TestOrganization

/** Puts activities of a type on a day on record, with who came. */
async function held(organization: TestOrganization, type: string, day: string, members: readonly string[]): Promise<void> {
  const [activity] = await world.sql<{ id: string }>(
    `INSERT INTO activity (organization_id, type_code, title, status, planned_start, held_on, expected_count, present_count, expected_present_count)
     VALUES ($1, $2, '活动', 'HELD', $3::date, $3::date, 4, $4::int, $4::int) RETURNING id`,
    [organization.id, type, day, members.length],
  )
  await world.sql(
    `INSERT INTO attendance (activity_id, member_id, member_name, expected, status) SELECT $1, id, name, true, 'PRESENT' FROM member WHERE id = ANY($2::uuid[])`,
    [activity!.id, members],
  )
}

beforeAll(async () => {
  world = await aTestWorld()
  const register = new TestRegister(world)
  committee = await register.anOrganization({ level: 'COMMITTEE', name: '局党委' })
  one = await register.anOrganization({ under: committee, name: '同名支部' })
  two = await register.anOrganization({ under: committee, name: '同名支部' })
  const members: string[] = []
  for (let at = 0; at < 3; at += 1) {
    const member = await register.aMember({ sex: at === 0 ? 'FEMALE' : 'MALE' })
    await register.aMembership({ of: member, in: at < 2 ? one : two, status: 'FULL', from: '2020-01-01' })
    members.push(member.id)
  }
  const [a, b, c] = members as [string, string, string]
  await held(one, 'BRANCH_MEETING', '2026-01-10', [a, b])
  await held(one, 'BRANCH_MEETING', '2026-03-10', [a])
  await held(one, 'THEME_DAY', '2026-03-20', [a, b])
  await held(two, 'BRANCH_MEETING', '2026-03-01', [c])
  await held(two, 'BRANCH_MEETING', '2025-03-01', [c])
  administrator = await world.as()
})
afterAll(() => world.close())

const year = { period: 'FROM_TO', from: '2026-01-01', to: '2026-12-31' }
const definition = (more: Record<string, unknown>) => ({
  source: 'ACTIVITIES',
  rows: ['ORGANIZATION'],
  columns: [],
  measures: ['COUNT'],
  parameters: year,
  ...more,
})
const valuesOf = (rows: { labels: string[]; values: (number | null)[] }[]) => rows.map(({ labels, values }) => [...labels, ...values])

describe('a table', () => {
  test('has rows, their totals and what they are', async () => {
    const { table, userErrors } = await ran(administrator, {
      definition: definition({ measures: ['COUNT', 'ATTENDANCE_RATE', 'DISTINCT_MEMBERS'] }),
    })
    expect(userErrors).toEqual([])
    expect(table).toMatchObject({
      run: { ...year, organization: null, asOf: null },
      rowHeadings: [{ dimension: 'ORGANIZATION', title: '组织' }],
      headerRows: [
        {
          cells: [
            { title: '活动数', column: 0, columns: 1, rows: 1 },
            { title: '出勤率', column: 1, columns: 1, rows: 1 },
            { title: '人数', column: 2, columns: 1, rows: 1 },
          ],
        },
      ],
      columns: [
        { keys: [], measure: 'COUNT', aspect: 'FIGURE', unit: 'NUMBER', isTotal: false },
        { measure: 'ATTENDANCE_RATE', unit: 'TEN_THOUSANDTHS' },
        { measure: 'DISTINCT_MEMBERS', unit: 'NUMBER' },
      ],
      rowCount: 2,
      rest: null,
      suppressed: false,
    })
    expect(table.rows.map(({ keys }: { keys: string[] }) => keys)).toEqual([[one.id], [two.id]])
    expect(valuesOf(table.rows)).toEqual([
      ['同名支部', 3, 4167, 2],
      ['同名支部', 1, 2500, 1],
    ])
    expect(table.totals).toMatchObject({ labels: ['合计'], values: [4, 3750, 3] })
  })

  test('has a column for each value, in order, and totals of rows that tell persons apart', async () => {
    const { table } = await ran(administrator, {
      definition: definition({ rows: ['TYPE'], columns: ['MONTH'], measures: ['COUNT', 'DISTINCT_MEMBERS'] }),
    })
    expect(table.headerRows).toEqual([
      {
        cells: [
          { title: '2026-01', column: 0, columns: 2, rows: 1 },
          { title: '2026-03', column: 2, columns: 2, rows: 1 },
          { title: '合计', column: 4, columns: 2, rows: 1 },
        ],
      },
      { cells: ['活动数', '人数', '活动数', '人数', '活动数', '人数'].map((title, column) => ({ title, column, columns: 1, rows: 1 })) },
    ])
    expect(valuesOf(table.rows)).toEqual([
      ['支部党员大会', 1, 2, 2, 2, 3, 3],
      ['主题党日', 0, 0, 1, 2, 1, 2],
    ])
    expect(table.totals.values).toEqual([1, 2, 3, 3, 4, 3])
  })

  test('keeps organisations of one name apart, above columns too', async () => {
    const { table } = await ran(administrator, { definition: definition({ rows: ['TYPE'], columns: ['ORGANIZATION', 'MONTH'] }) })
    expect(
      table.headerRows.map(({ cells }: { cells: { title: string; columns: number; rows: number }[] }) =>
        cells.map(({ title, columns, rows }) => [title, columns, rows]),
      ),
    ).toEqual([
      [
        ['同名支部', 2, 1],
        ['同名支部', 1, 1],
        ['合计', 1, 2],
      ],
      [
        ['2026-01', 1, 1],
        ['2026-03', 1, 1],
        ['2026-03', 1, 1],
      ],
    ])
    expect(valuesOf(table.rows)).toEqual([
      ['支部党员大会', 1, 1, 1, 3],
      ['主题党日', 0, 1, 0, 1],
    ])
  })

  test('holds its figures against an earlier period, and tells shares', async () => {
    const { table } = await ran(administrator, { definition: definition({ compare: 'SAME_PERIOD_LAST_YEAR', showShares: true }) })
    expect(table.columns.map(({ aspect }: { aspect: string }) => aspect)).toEqual(['FIGURE', 'SHARE', 'BEFORE', 'DIFFERENCE', 'PERCENT'])
    expect(valuesOf(table.rows)).toEqual([
      ['同名支部', 3, 7500, 0, 3, null],
      ['同名支部', 1, 2500, 1, 0, 0],
    ])
    expect(table.totals.values).toEqual([4, 10000, 1, 3, 30000])
  })

  test('gathers the rows beyond the first', async () => {
    const { table } = await ran(administrator, { definition: definition({ first: 1, orderBy: { measure: 'COUNT', direction: 'ASC' } }) })
    expect(valuesOf(table.rows)).toEqual([['同名支部', 1]])
    expect(table).toMatchObject({ rest: { labels: ['其余'], values: [3] }, totals: { values: [4] }, rowCount: 2 })
  })

  test('is one row without dimensions, and none where nothing was held', async () => {
    expect((await ran(administrator, { definition: definition({ rows: [] }) })).table).toMatchObject({
      rows: [{ keys: [], labels: [], values: [4] }],
      totals: null,
    })
    const { table } = await ran(administrator, {
      definition: definition({
        rows: ['TYPE'],
        columns: ['MONTH'],
        parameters: { period: 'FROM_TO', from: '2001-01-01', to: '2001-01-01' },
      }),
    })
    expect(table).toMatchObject({ rows: [], columns: [{ isTotal: true }], totals: { values: [0] } })
    expect((await ran(administrator, { definition: definition({ rows: [], columns: ['MONTH'] }) })).table).toMatchObject({
      rows: [{ values: [1, 3, 4] }],
      totals: null,
    })
  })

  test('counts members on the last day of the period', async () => {
    const members = { source: 'MEMBERS', rows: ['SEX'], columns: [], measures: ['DISTINCT_MEMBERS'], memberFilter: { kinds: ['PARTY'] } }
    const { table } = await ran(administrator, { definition: { ...members, parameters: { period: 'LAST_YEAR' } } })
    expect(table.run.asOf).toBe(table.run.to)
    expect(valuesOf(table.rows)).toEqual([
      ['男', 2],
      ['女', 1],
    ])
    expect(
      (await ran(administrator, { definition: { ...members, parameters: { period: 'FROM_TO', from: '2001-01-01', to: '2001-12-31' } } }))
        .table.rows,
    ).toEqual([])
    expect((await ran(administrator, { definition: { ...members, parameters: { period: 'THIS_YEAR' } } })).table.run.asOf).toBeNull()
  })

  test('speaks English', async () => {
    const english = await world.as(undefined, 'en')
    const { table } = await ran(english, { definition: definition({ rows: ['TYPE'] }) })
    expect(table).toMatchObject({ rowHeadings: [{ title: 'Type' }], totals: { labels: ['Total'] } })
  })

  test('is refused where it would be too wide', async () => {
    const wide = definition({
      columns: ['DAY'],
      emptyGroups: true,
      parameters: { period: 'FROM_TO', from: '2024-01-01', to: '2026-12-31' },
    })
    expect(await ran(administrator, { definition: wide })).toMatchObject({
      table: null,
      userErrors: [{ code: 'INVALID', field: ['definition', 'columns'] }],
    })
  })
})

describe('a report that is run', () => {
  test('is run in the scope of whoever looks, with his parameters, in two statements', async () => {
    const report = await aReport(administrator, { definition: definition({ parameters: { ...year, organization: committee.id } }) })
    await changedReport(administrator, 'shareReport', { id: report.id, version: 1, organizationIds: [committee.id] })
    const secretary = await world.as([grantOver('SECRETARY', two.path)])
    expect(valuesOf((await ran(secretary, { id: report.id })).table.rows)).toEqual([['同名支部', 1]])
    const { table } = await ran(administrator, {
      id: report.id,
      parameters: { organization: one.id, period: 'FROM_TO', from: '2026-03-01', to: '2026-03-31' },
    })
    expect(table.run).toMatchObject({ organization: one.id, from: '2026-03-01', to: '2026-03-31' })
    expect(valuesOf(table.rows)).toEqual([['同名支部', 2]])
    const { statements } = await administrator.query('query ($id: ID!) { reportResult(id: $id) { table { rowCount } } }', { id: report.id })
    expect(statements).toBe(2)
  })

  test('tells what is wrong with other parameters', async () => {
    const report = await aReport(administrator, { definition: definition({}) })
    expect(await ran(administrator, { id: report.id, parameters: { period: 'FROM_TO', from: '2026-03-01' } })).toMatchObject({
      table: null,
      userErrors: [{ field: ['parameters', 'to'] }],
    })
    expect((await ran(administrator, {})).userErrors).toMatchObject([{ code: 'INVALID' }])
  })

  test('is not found by whom it is not shown to', async () => {
    const report = await aReport(administrator)
    const secretary = await world.as([grantOver('SECRETARY', two.path)])
    expect(
      (await secretary.query('query ($id: ID!) { reportResult(id: $id) { table { rowCount } } }', { id: report.id })).errors,
    ).toMatchObject([{ code: 'NOT_FOUND' }])
  })

  test('hides small groups of persons from whom may not see persons', async () => {
    const reporter = await world.as([grantOver('REPORTER', committee.path)])
    const { table } = await ran(reporter, {
      definition: { source: 'MEMBERS', rows: ['ORGANIZATION'], columns: ['SEX'], measures: ['COUNT'], parameters: {} },
    })
    expect(table.suppressed).toBe(true)
    for (const { values, suppressed } of table.rows)
      expect(values.map((value: number | null, at: number) => value === 0 || (value === null && suppressed[at]))).not.toContain(false)
  })
})
