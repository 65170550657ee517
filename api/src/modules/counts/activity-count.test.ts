import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import {
  countOnPaper,
  type PaperActivity,
  type PaperNode,
  type PaperRequest,
  requests,
  steps,
  tree,
  types,
} from '../../testing/paper-activities.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'
import { foldCounts } from './fold.ts'

let world: TestWorld
let administrator: TestClient
const ids = new Map<string, string>()
const nodes = new Map<string, PaperNode>()
const activities: PaperActivity[] = []

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
  for (const [code, level, parent] of tree) {
    const kind = code.startsWith('P') ? 'PARTY' : 'UNION'
    const input = {
      code,
      name: `组织${code}`,
      kind,
      level,
      parentId: parent === null ? null : ids.get(parent),
      establishedOn: '2020-01-01',
    }
    const { data } = await administrator.query(
      `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } } }`,
      { input },
    )
    ids.set(code, data.createOrganization.organization.id)
    nodes.set(code, { code, kind, parent })
  }
  for (const [at, type] of types.entries()) {
    await world.sql(
      `INSERT INTO activity_type (code, category, name_zh, name_en, kinds, levels, expects, position) VALUES ($1, 'PARTY_LIFE', $1, $1, '{PARTY,UNION}', '{}', 'NOBODY', $2) ON CONFLICT (code) DO UPDATE SET position = $2`,
      [type, at],
    )
  }
  for (let person = 0; person < 6; person += 1)
    await world.sql(`INSERT INTO member (code, name, sex) VALUES ($1, $1, 'UNKNOWN')`, [`PERSON${person}`])
})
afterAll(() => world.close())

async function hold(activity: PaperActivity): Promise<void> {
  const heldOn = activity.status === 'HELD' || activity.status === 'ARCHIVED' ? activity.day : null
  const [row] = await world.sql<{ id: string }>(
    `INSERT INTO activity (organization_id, type_code, title, status, planned_start, held_on, expected_count, present_count, expected_present_count, observer_count)
     VALUES ($1, $2, '活动', $3, $4::date + interval '2 hours', $5, $6::int, $7::int, least($6::int, $7::int), $8) RETURNING id`,
    [
      ids.get(activity.organization),
      activity.type,
      activity.status,
      activity.day,
      heldOn,
      activity.expected,
      activity.present,
      activity.observers,
    ],
  )
  await world.sql(
    `INSERT INTO attendance (activity_id, member_id, member_name, expected, status) SELECT $1, id, name, true, 'PRESENT' FROM member WHERE code = ANY($2)`,
    [row!.id, activity.persons.map((person) => `PERSON${person}`)],
  )
  activities.push(activity)
}

async function move(code: string, parent: string): Promise<void> {
  const { data } = await administrator.query(`query ($id: ID!) { organization(id: $id) { version } }`, { id: ids.get(code) })
  const input = {
    id: ids.get(code),
    version: data.organization.version,
    parentId: ids.get(parent),
    effectiveOn: new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' }),
  }
  const moved = await administrator.query(
    `mutation ($input: MoveOrganizationInput!) { moveOrganization(input: $input) { userErrors { code message } } }`,
    { input },
  )
  expect(moved.errors).toEqual([])
  if (moved.data.moveOrganization.userErrors.length === 0) nodes.get(code)!.parent = parent
}

async function counted(client: TestClient, { by, depth, filter }: PaperRequest, distinct: boolean) {
  const { data, errors, statements } = await client.query(
    `query ($filter: ActivityFilter, $by: [ActivityDimension!]!, $depth: Int!) {
      activityCounts(filter: $filter, by: $by, organizationDepth: $depth) {
        rowCount totals { count attendances attendanceRate ${distinct ? 'distinctMembers' : ''} }
        rows { kind type { code } organization { code } month quarter year count attendances attendanceRate ${distinct ? 'distinctMembers' : ''} ledger(first: 200) { totalCount nodes { id } } }
      }
    }`,
    { by, depth, filter: { ...filter, organization: filter.organization === undefined ? undefined : ids.get(filter.organization) } },
  )
  expect(errors).toEqual([])
  expect(statements).toBe(1)
  return data.activityCounts
}

describe('activityCounts', () => {
  it('agrees with a count on paper, whatever happened and whatever is asked, and every row with its ledger', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(steps, { minLength: 1, maxLength: 8 }),
        fc.array(requests, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (happened, asked, distinct) => {
          for (const step of happened) {
            if (step.do === 'hold') await hold(step)
            else if (step.do === 'move') await move(step.code, step.parent)
            else await foldCounts(world.dataSource)
          }
          for (const request of asked) {
            const answer = await counted(administrator, request, distinct)
            const expected = countOnPaper({ nodes, activities }, request)
            const seen = new Map(
              answer.rows.map((row: any) => {
                const values: Record<string, string> = {
                  KIND: row.kind,
                  TYPE: row.type?.code,
                  ORGANIZATION: row.organization?.code,
                  MONTH: row.month,
                  QUARTER: row.quarter,
                  YEAR: String(row.year),
                }
                const measures = {
                  count: row.count,
                  attendances: row.attendances,
                  rate: row.attendanceRate,
                  persons: distinct
                    ? row.distinctMembers
                    : expected.get(request.by.map((dimension) => values[dimension]).join('|'))?.persons,
                  codes: row.ledger.totalCount,
                }
                expect(row.ledger.nodes.length).toBe(Math.min(200, row.count))
                return [request.by.map((dimension) => values[dimension]).join('|'), measures]
              }),
            )
            expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected))
            expect(answer.rowCount).toBe(expected.size)
            expect(answer.totals.count).toBe([...expected.values()].reduce((sum, row) => sum + row.count, 0))
          }
        },
      ),
      { numRuns: 40 },
    )
  }, 60_000)

  it('counts for a viewer what stands in his subtree, from his own top', async () => {
    await hold({
      organization: 'P5',
      type: 'THEME_DAY',
      day: '2026-01-01',
      status: 'HELD',
      expected: 2,
      present: 1,
      observers: 0,
      persons: [],
    })
    const [{ path }] = (await world.sql<{ path: string }>(
      `SELECT path FROM organization_placement WHERE organization_id = $1 AND upper_inf(valid)`,
      [ids.get('P5')],
    )) as [{ path: string }]
    const secretary = await world.as([grantOver('REPORTER', path)])
    const request = { by: ['ORGANIZATION'], depth: 0, filter: {} }
    const answer = await counted(secretary, request, true)
    const mine = activities.filter((held) => held.organization === 'P5' && (held.status === 'HELD' || held.status === 'ARCHIVED'))
    expect(answer.rows.map((row: any) => [row.organization.code, row.count])).toEqual([['P5', mine.length]])
    expect(answer.totals.count).toBe(mine.length)
    const elsewhere = await counted(secretary, { ...request, filter: { organization: 'T0' } }, false)
    expect(elsewhere.rows).toEqual([])
  })

  it('keeps the count of a past tree', async () => {
    const before = await administrator.query(
      `query ($id: ID!) { activityCounts(filter: { organization: $id }, by: [], asOf: "2020-06-01") { totals { count } } }`,
      { id: ids.get('P1') },
    )
    const under = ['P1', 'P3', 'P4']
    const expected = activities.filter(
      (held) => under.includes(held.organization) && (held.status === 'HELD' || held.status === 'ARCHIVED'),
    ).length
    expect(before.data.activityCounts.totals.count).toBe(expected)
  })

  it('answers Organization.activityCount from the same figures', async () => {
    const { data, statements } = await administrator.query(
      `{ organizations(filter: { kinds: [PARTY, UNION] }, first: 50) { nodes { code activityCount year: activityCount(filter: { from: "2026-01-01", to: "2026-12-31" }) odd: activityCount(filter: { from: "2026-01-15" }) } } }`,
    )
    expect(statements).toBe(1)
    for (const node of data.organizations.nodes) {
      const sum = (filter: PaperRequest['filter']) =>
        [...countOnPaper({ nodes, activities }, { by: [], depth: 0, filter: { ...filter, organization: node.code } }).values()][0]!.count
      expect(node).toMatchObject({
        activityCount: sum({}),
        year: sum({ from: '2026-01-01', to: '2026-12-31' }),
        odd: sum({ from: '2026-01-15' }),
      })
    }
  })

  it('refuses one dimension twice', async () => {
    const { errors } = await administrator.query(`{ activityCounts(by: [MONTH, MONTH]) { rowCount } }`)
    expect(errors[0]?.code).toBe('BAD_USER_INPUT')
  })
})
