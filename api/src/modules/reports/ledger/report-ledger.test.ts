import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type TestOrganization, TestRegister } from '../../../testing/test-register.ts'
import { ran } from '../../../testing/test-reports.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../../testing/test-world.ts'

let world: TestWorld
let administrator: TestClient
let committee: TestOrganization
let one: TestOrganization
let two: TestOrganization

beforeAll(async () => {
  world = await aTestWorld()
  const register = new TestRegister(world)
  committee = await register.anOrganization({ level: 'COMMITTEE' })
  one = await register.anOrganization({ under: committee })
  two = await register.anOrganization({ under: committee })
  for (let at = 0; at < 5; at += 1) {
    const member = await register.aMember({ sex: at < 2 ? 'FEMALE' : 'MALE' })
    await register.aMembership({ of: member, in: at < 3 ? one : two, status: 'FULL', from: '2026-02-01' })
  }
  for (const [organization, type, day] of [
    [one, 'BRANCH_MEETING', '2026-01-10'],
    [one, 'BRANCH_MEETING', '2026-03-10'],
    [one, 'THEME_DAY', '2026-03-20'],
    [two, 'BRANCH_MEETING', '2026-03-01'],
    [committee, 'PARTY_LECTURE', '2026-03-02'],
  ] as const)
    await world.sql(
      `INSERT INTO activity (organization_id, type_code, title, status, planned_start, held_on) VALUES ($1, $2, '活动', 'HELD', $3::date, $3::date)`,
      [organization.id, type, day],
    )
  administrator = await world.as()
})
afterAll(() => world.close())

const definition = (more: Record<string, unknown> = {}) => ({
  source: 'ACTIVITIES',
  rows: ['ORGANIZATION'],
  columns: ['TYPE', 'MONTH'],
  measures: ['COUNT'],
  parameters: { period: 'FROM_TO', from: '2026-01-01', to: '2026-12-31' },
  ...more,
})

const field = { ACTIVITIES: 'activities', MEMBERS: 'members', MEMBERSHIP_CHANGES: 'memberships' } as const

async function ledger(client: TestClient, asked: ReturnType<typeof definition>, keys: Record<string, (string | null)[]> = {}) {
  const { data, errors } = await client.query(
    `query ($definition: ReportDefinitionInput, $rowKeys: [String]!, $columnKeys: [String]!) {
      reportLedger(definition: $definition, rowKeys: $rowKeys, columnKeys: $columnKeys) {
        activities(first: 2) { totalCount nodes { id } pageInfo { hasNextPage endCursor } }
        members(first: 2) { totalCount nodes { id name } }
        memberships(first: 2) { totalCount nodes { id } }
      } }`,
    { definition: asked, rowKeys: keys['rowKeys'] ?? [], columnKeys: keys['columnKeys'] ?? [] },
  )
  return { ledger: data?.reportLedger, codes: errors.map((error) => error.code) }
}

interface Table {
  columns: { keys: string[] }[]
  rows: { keys: string[]; values: (number | null)[] }[]
  totals: { keys: string[]; values: (number | null)[] }
}

describe('the rows behind a figure', () => {
  test.each([
    ['of two sides', {}],
    ['of rows only', { columns: [], measures: ['COUNT', 'ATTENDANCES'] }],
    ['of groups that a figure lets through', { having: [{ measure: 'COUNT', from: 1, to: 1 }] }],
    ['of the tree as it was', { tree: 'AS_IT_WAS', organizationDepth: 0 }],
    ['of the largest', { columns: [], first: 1, orderBy: { measure: 'COUNT', direction: 'DESC' } }],
    ['of months', { rows: [], columns: ['MONTH'] }],
    ['of persons', { source: 'MEMBERS', columns: ['SEX', 'EDUCATION'], measures: ['DISTINCT_MEMBERS'], parameters: {} }],
    ['of changes', { source: 'MEMBERSHIP_CHANGES', columns: ['CHANGE', 'SEX'] }],
  ])('are as many as it says, in a table %s', async (_, more) => {
    const asked = definition(more)
    const { table, userErrors } = (await ran(administrator, { definition: asked })) as { table: Table; userErrors: unknown[] }
    expect(userErrors).toEqual([])
    let opened = 0
    for (const { keys: rowKeys, values } of [...table.rows, ...(asked.rows.length > 0 ? [table.totals] : [])]) {
      for (const [at, { keys: columnKeys }] of table.columns.entries()) {
        const found = await ledger(administrator, asked, { rowKeys, columnKeys })
        expect(found.codes).toEqual([])
        for (const [source, name] of Object.entries(field))
          if (source !== asked.source) expect(found.ledger[name]).toBeNull()
          else if (at === 0 || asked.measures.length === 1) expect([name, found.ledger[name].totalCount]).toEqual([name, values[at] ?? 0])
        opened += 1
      }
    }
    expect(opened).toBeGreaterThan(1)
  })

  test('come in pages', async () => {
    const { ledger: first } = await ledger(administrator, definition())
    expect(first.activities).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true } })
    expect(first.activities.nodes).toHaveLength(2)
    const { data } = await administrator.query(
      `query ($d: ReportDefinitionInput, $after: String) { reportLedger(definition: $d) { rest: activities(first: 10, after: $after) { nodes { id } pageInfo { hasNextPage } } } }`,
      { d: definition(), after: first.activities.pageInfo.endCursor },
    )
    expect(data.reportLedger.rest.nodes).toHaveLength(3)
    expect(data.reportLedger.rest.pageInfo.hasNextPage).toBe(false)
  })

  test('are those of the viewer’s own scope', async () => {
    const secretary = await world.as([grantOver('SECRETARY', one.path)])
    expect((await ledger(secretary, definition())).ledger.activities.totalCount).toBe(3)
    expect((await ledger(secretary, definition(), { rowKeys: [two.id], columnKeys: [] })).ledger.activities.totalCount).toBe(0)
  })

  test('are not told of persons to whom may only see figures', async () => {
    const reporter = await world.as([grantOver('REPORTER', committee.path)])
    expect((await ledger(reporter, definition())).ledger.activities.totalCount).toBe(5)
    for (const source of ['MEMBERS', 'MEMBERSHIP_CHANGES'])
      expect((await ledger(reporter, definition({ source, columns: [], parameters: {} }))).codes).toEqual(['FORBIDDEN'])
  })

  test('are of a report that is kept, too', async () => {
    const { data } = await administrator.query('{ reports(first: 1, filter: { official: true, query: "OFFICIAL-01" }) { nodes { id } } }')
    const answer = await administrator.query(
      'query ($id: ID) { reportLedger(id: $id, parameters: { period: FROM_TO, from: "2026-03-01", to: "2026-03-31" }) { activities(first: 1) { totalCount } } }',
      { id: data.reports.nodes[0].id },
    )
    expect(answer.data.reportLedger.activities.totalCount).toBe(4)
  })

  test.each([
    ['MONTH', ['2026-13', '0000-01', '2026-3', '2026-03-01', "2026-03'", 'x', '']],
    ['DAY', ['2026-02-30', '2026-13-45', '0000-01-01', 'today', '']],
    ['YEAR', ['999999999', '1e3', 'x', '']],
  ])('are none for a %s that cannot be', async (dimension, keys) => {
    const asked = definition({ rows: [], columns: [dimension] })
    for (const key of keys) {
      const { ledger: found, codes } = await ledger(administrator, asked, { columnKeys: [key] })
      expect([key, codes, found?.activities.totalCount]).toEqual([key, [], 0])
    }
  })

  test('are refused for keys that are none, and none of what cannot be run', async () => {
    expect((await ledger(administrator, definition(), { rowKeys: ['a', 'b'] })).codes).toEqual(['BAD_USER_INPUT'])
    expect((await ledger(administrator, definition(), { columnKeys: ['BRANCH_MEETING'] })).codes).toEqual(['BAD_USER_INPUT'])
    expect((await ledger(administrator, definition({ chart: 'HEAT_MAP' }))).codes).toEqual(['BAD_USER_INPUT'])
    expect((await ledger(administrator, definition(), { rowKeys: ['no id'], columnKeys: [] })).ledger.activities.totalCount).toBe(0)
    const stranger = await world.as([])
    expect((await ledger(stranger, definition())).codes).toEqual(['FORBIDDEN'])
  })
})
