import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aPlannedActivity, done, today } from '../../testing/test-activities.ts'
import { type TestOrganization, TestRegister } from '../../testing/test-register.ts'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'

let world: TestWorld
let administrator: TestClient
let committee: TestOrganization
let branch: TestOrganization
let union: TestOrganization
let register: TestRegister

const days = ['2026-03-01', '2026-03-31', '2026-03-31', '2026-04-01']

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
  register = new TestRegister(world)
  committee = await register.anOrganization({ level: 'COMMITTEE' })
  branch = await register.anOrganization({ under: committee })
  union = await register.anOrganization({ kind: 'UNION', level: 'COMMITTEE' })
  for (const [at, day] of days.entries()) await aPlannedActivity(administrator, branch, { title: `三月例会${at}`, plannedStart: `${day}T09:00:00+08:00` })
  const { id, version } = await aPlannedActivity(administrator, branch, { title: '后来提前', plannedStart: '2026-09-01T09:00:00+08:00' })
  await done(administrator, 'holdActivity', { id, version, heldOn: '2026-03-15' })
  await aPlannedActivity(administrator, committee, { typeCode: 'PARTY_LECTURE', title: '党课', topic: '100%_完成', plannedStart: `${today()}T09:00:00+08:00` })
  await aPlannedActivity(administrator, union, { typeCode: 'SKILLS_CONTEST', title: '技能竞赛', plannedStart: '2026-03-10T09:00:00+08:00' })
})
afterAll(() => world.close())

async function found(filter: Record<string, unknown>, orderBy = 'DAY_ASC'): Promise<string[]> {
  const { data, errors } = await administrator.query('query ($filter: ActivityFilter, $orderBy: ActivityOrder) { activities(filter: $filter, orderBy: $orderBy, first: 50) { totalCount nodes { title } } }', { filter, orderBy })
  expect(errors).toEqual([])
  expect(data.activities.totalCount).toBe(data.activities.nodes.length)
  return data.activities.nodes.map((node: { title: string }) => node.title)
}

describe('filters', () => {
  it('by days, both inclusive: the day it was held on, else the planned one', async () => {
    expect(await found({ organization: branch.id, from: '2026-03-01', to: '2026-03-31' })).toEqual(['三月例会0', '后来提前', '三月例会1', '三月例会2'])
    expect(await found({ from: '2026-04-01', to: '2026-04-01' })).toEqual(['三月例会3'])
  })

  it('by organisation with all that stands under it', async () => {
    expect(await found({ organization: committee.id })).toHaveLength(6)
    expect(await found({ organization: branch.id })).toHaveLength(5)
    for (const organization of ['no-id', '00000000-0000-7000-8000-000000000000']) expect(await found({ organization })).toEqual([])
  })

  it('by the kind of the organiser, the type, the state', async () => {
    expect(await found({ kinds: ['UNION', 'LEAGUE'] })).toEqual(['技能竞赛'])
    expect(await found({ types: ['PARTY_LECTURE', 'NOTHING'] })).toEqual(['党课'])
    expect(await found({ statuses: ['HELD', 'ARCHIVED'] })).toEqual(['后来提前'])
    expect(await found({ statuses: [] })).toEqual([])
  })

  it('by part of the title, the topic or the code, wildcards being letters', async () => {
    expect(await found({ query: ' 竞赛 ' })).toEqual(['技能竞赛'])
    expect(await found({ query: '0%_' })).toEqual(['党课'])
    expect(await found({ query: '%' })).toEqual(['党课'])
    expect(await found({ query: '_完' })).toEqual(['党课'])
    expect(await found({ query: '\\' })).toEqual([])
    expect(await found({ query: 'a0000000' })).toHaveLength(7)
    expect(await found({ query: ' ' })).toHaveLength(7)
    const { errors } = await administrator.query('query ($query: String) { activities(filter: { query: $query }, first: 1) { totalCount } }', { query: '长'.repeat(101) })
    expect(errors).toHaveLength(1)
  })
})

it.each(['DAY_ASC', 'DAY_DESC', 'CODE_ASC', 'CODE_DESC'])('pages in the order %s without gaps or repeats', async (orderBy) => {
  const whole = await found({}, orderBy)
  const seen: string[] = []
  let after: string | null = null
  do {
    const { data }: { data: any } = await administrator.query(
      'query ($orderBy: ActivityOrder, $after: String) { activities(orderBy: $orderBy, first: 2, after: $after) { nodes { title } pageInfo { hasNextPage endCursor } } }',
      { orderBy, after },
    )
    seen.push(...data.activities.nodes.map((node: { title: string }) => node.title))
    after = data.activities.pageInfo.hasNextPage ? data.activities.pageInfo.endCursor : null
  } while (after !== null)
  expect(seen).toEqual(whole)
  expect(new Set(seen).size).toBe(7)
})

it('reads a branch’s latest activities with their type, organiser, people and files in one statement', async () => {
  const { data, errors, statements } = await administrator.query(
    `query ($id: ID!) { activities(filter: { organization: $id }, first: 20) { nodes { code type { name source } organization { name } coOrganizers { name } attendanceCount
      attendances(first: 5) { totalCount nodes { memberName member { name } } } attachments { filename url } auditTrail(first: 2) { nodes { action } } viewerCan } } }`,
    { id: branch.id },
  )
  expect(errors).toEqual([])
  expect(statements).toBe(1)
  expect(data.activities.nodes).toHaveLength(5)
})

it('is a node', async () => {
  const { data } = await administrator.query('{ activities(first: 1) { nodes { id code } } }')
  const [{ id, code }] = data.activities.nodes
  expect((await administrator.query('query ($id: ID!) { node(id: $id) { __typename id ... on Activity { code } } }', { id })).data.node).toEqual({ __typename: 'Activity', id, code })
})

describe('a list by day over many organisers', () => {
  // up to 64 are asked one by one, more are found along the days: 40 and 64, 65 and 80 are on either side
  it.each([1, 40, 64, 65, 80])('of %i is the same, page by page', async (organisers) => {
    const top = await register.anOrganization({ level: 'COMMITTEE' })
    await world.sql(
      `WITH top AS (SELECT path FROM organization_placement WHERE organization_id = $1), made AS (
         INSERT INTO organization (code, kind, level, name, pinyin, established_on) SELECT 'MANY' || $2 || '-' || n, 'PARTY', 'BRANCH', '支部', 'zhibu', '2020-01-01' FROM generate_series(2, $2::int) n RETURNING id, segment
       )
       INSERT INTO organization_placement (organization_id, kind, parent_id, path, valid) SELECT made.id, 'PARTY', $1, top.path || '/' || made.segment, '[2020-01-01,)' FROM made, top`,
      [top.id, organisers],
    )
    await world.sql(
      `INSERT INTO activity (organization_id, type_code, title, status, planned_start) SELECT p.organization_id, 'THEME_DAY', '主题党日', 'PLANNED', timestamptz '2026-05-01 09:00+08' + make_interval(days => (n * 7 + length(p.path) + ascii(right(p.path, 1))) % 5)
       FROM organization_placement p CROSS JOIN generate_series(1, 3) n WHERE p.path LIKE (SELECT path FROM organization_placement WHERE organization_id = $1) || '%'`,
      [top.id],
    )
    const expected = await world.sql<{ id: string }>(
      `SELECT a.id FROM activity a JOIN organization_placement p ON p.organization_id = a.organization_id WHERE p.path LIKE (SELECT path FROM organization_placement WHERE organization_id = $1) || '%' ORDER BY a.on_day, a.id`,
      [top.id],
    )
    expect(expected).toHaveLength(organisers * 3)
    const [{ path }] = (await world.sql<{ path: string }>('SELECT path FROM organization_placement WHERE organization_id = $1', [top.id])) as [{ path: string }]
    const officer = await world.as([grantOver('OFFICER', path)])
    const ways: [TestClient, object][] = [[administrator, { organization: top.id }], [officer, {}], [officer, { organization: top.id }]]
    for (const [client, filter] of ways) {
      expect(await everyPage(client, filter, 'DAY_ASC')).toEqual(expected.map(({ id }) => id))
      expect(await everyPage(client, filter, 'DAY_DESC')).toEqual(expected.map(({ id }) => id).reverse())
    }
  })

  async function everyPage(client: TestClient, filter: object, orderBy: string): Promise<string[]> {
    const ids: string[] = []
    for (let after: string | null = null, more = true; more;) {
      const { data, errors, statements } = await client.query(
        'query ($filter: ActivityFilter, $orderBy: ActivityOrder!, $after: String) { activities(filter: $filter, orderBy: $orderBy, first: 50, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        { filter, orderBy, after },
      )
      expect({ errors, statements }).toEqual({ errors: [], statements: 1 })
      ids.push(...data.activities.nodes.map(({ id }: { id: string }) => id))
      after = data.activities.pageInfo.endCursor as string | null
      more = data.activities.pageInfo.hasNextPage as boolean
    }
    return ids
  }
})
