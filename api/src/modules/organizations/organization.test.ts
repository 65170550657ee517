import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '../../testing/test-world.ts'

let world: TestWorld
let administrator: TestClient

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
})
afterAll(() => world.close())

const create = `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id code name version depth parent { code } } userErrors { code field message rule { id article } } } }`
const move = `mutation ($input: MoveOrganizationInput!) { moveOrganization(input: $input) { organization { id version parent { code } ancestors { code } } userErrors { code field message rule { id } } } }`

let codes = 0
async function anOrganization(
  parentId: string | null,
  level: string,
  options: Record<string, unknown> = {},
): Promise<{ id: string; code: string; version: number }> {
  codes += 1
  const input = { code: `X${codes}`, name: `测试组织${codes}`, kind: 'PARTY', level, parentId, establishedOn: '2020-01-01', ...options }
  const { data, errors } = await administrator.query(create, { input })
  expect(errors).toEqual([])
  expect(data.createOrganization.userErrors).toEqual([])
  return data.createOrganization.organization
}

describe('organisations', () => {
  it('reads a tree in one statement, as deep as asked', async () => {
    const root = await anOrganization(null, 'COMMITTEE')
    const general = await anOrganization(root.id, 'GENERAL_BRANCH')
    const branch = await anOrganization(general.id, 'BRANCH')
    const { data, errors, statements } = await administrator.query(
      `query ($id: ID!) { organization(id: $id) { __typename code viewerCan children(first: 10) { totalCount pageInfo { hasNextPage } nodes { code childCount children(first: 10) { edges { cursor node { code ancestors { code } events { type nameAfter } } } } } } } }`,
      { id: root.id },
    )
    expect(errors).toEqual([])
    expect(statements).toBe(1)
    expect(data.organization).toMatchObject({
      __typename: 'PartyOrganization',
      code: root.code,
      viewerCan: ['RENAME', 'MOVE', 'DISSOLVE', 'CREATE_CHILD', 'LINK', 'PLAN_ACTIVITY', 'ADD_MEMBER'],
    })
    expect(data.organization.children).toMatchObject({
      totalCount: 1,
      pageInfo: { hasNextPage: false },
      nodes: [{ code: general.code, childCount: 1 }],
    })
    expect(data.organization.children.nodes[0].children.edges[0].node).toEqual({
      code: branch.code,
      ancestors: [{ code: root.code }, { code: general.code }],
      events: [{ type: 'ESTABLISHED', nameAfter: expect.any(String) }],
    })
  })

  it('pages by keyset without gaps or repeats', async () => {
    const root = await anOrganization(null, 'COMMITTEE')
    const made = []
    for (let i = 0; i < 5; i += 1) made.push((await anOrganization(root.id, 'BRANCH')).code)
    const seen: string[] = []
    let after: string | null = null
    do {
      const { data }: { data: any } = await administrator.query(
        `query ($id: ID!, $after: String) { organizations(filter: { parent: $id }, orderBy: CODE_DESC, first: 2, after: $after) { nodes { code } pageInfo { hasNextPage endCursor } } }`,
        { id: root.id, after },
      )
      seen.push(...data.organizations.nodes.map((node: { code: string }) => node.code))
      after = data.organizations.pageInfo.hasNextPage ? data.organizations.pageInfo.endCursor : null
    } while (after !== null)
    expect(seen).toEqual([...made].sort().reverse())
  })

  it('keeps where a moved organisation stood', async () => {
    const root = await anOrganization(null, 'COMMITTEE')
    const [one, other] = [await anOrganization(root.id, 'GENERAL_BRANCH'), await anOrganization(root.id, 'GENERAL_BRANCH')]
    const branch = await anOrganization(one.id, 'BRANCH')
    const group = await anOrganization(branch.id, 'GROUP')
    const moved = await administrator.query(move, { input: { id: branch.id, version: 1, parentId: other.id, effectiveOn: '2024-05-01' } })
    expect(moved.data.moveOrganization).toMatchObject({ userErrors: [], organization: { version: 2, parent: { code: other.code } } })
    const asOf = async (day: string | null) => {
      const { data } = await administrator.query(
        `query ($id: ID!, $day: Date) { organization(id: $id, asOf: $day) { ancestors { code } viewerCan } }`,
        { id: group.id, day },
      )
      return data.organization.ancestors.map((above: { code: string }) => above.code)
    }
    expect(await asOf('2024-04-30')).toEqual([root.code, one.code, branch.code])
    expect(await asOf('2024-05-01')).toEqual([root.code, other.code, branch.code])
    expect(await asOf(null)).toEqual([root.code, other.code, branch.code])
  })

  it('cites the rule that refuses a place in the tree', async () => {
    const root = await anOrganization(null, 'COMMITTEE')
    const { data } = await administrator.query(create, {
      input: { code: 'NO1', name: '党小组', kind: 'PARTY', level: 'GROUP', parentId: root.id, establishedOn: '2020-01-01' },
    })
    expect(data.createOrganization.userErrors).toEqual([
      {
        code: 'RULE_REFUSED',
        field: ['parentId'],
        message: expect.stringContaining('党小组'),
        rule: { id: 'party.placement', article: expect.any(String) },
      },
    ])
  })

  it('lets two moves that would make a cycle end with one refused', async () => {
    const root = await anOrganization(null, 'COMMITTEE')
    const [one, other] = [await anOrganization(root.id, 'COMMITTEE'), await anOrganization(root.id, 'COMMITTEE')]
    const answers = await Promise.all([
      administrator.query(move, { input: { id: one.id, version: 1, parentId: other.id, effectiveOn: '2024-05-01' } }),
      administrator.query(move, { input: { id: other.id, version: 1, parentId: one.id, effectiveOn: '2024-05-01' } }),
    ])
    const refusals = answers.flatMap((answer) => answer.data.moveOrganization.userErrors)
    expect(refusals).toEqual([expect.objectContaining({ rule: { id: 'organization.no-cycle' } })])
  })

  it('lets many move the same organisation at once: one does, the others are told that it has changed', async () => {
    const root = await anOrganization(null, 'COMMITTEE')
    const [branch, target] = [await anOrganization(root.id, 'BRANCH'), await anOrganization(root.id, 'COMMITTEE')]
    const input = { id: branch.id, version: branch.version, parentId: target.id, effectiveOn: '2024-05-01' }
    const answers = await Promise.all(Array.from({ length: 24 }, () => administrator.query(move, { input })))
    expect(answers.flatMap(({ errors }) => errors)).toEqual([])
    const outcomes = answers.map(({ data }) => data.moveOrganization.userErrors[0]?.code ?? 'MOVED').sort()
    expect(outcomes).toEqual(['MOVED', ...Array.from({ length: 23 }, () => 'STALE_VERSION')].sort())
  })

  it('shows nothing outside the scope, through no path', async () => {
    const root = await anOrganization(null, 'COMMITTEE')
    const [mine, theirs] = [await anOrganization(root.id, 'BRANCH'), await anOrganization(root.id, 'BRANCH')]
    const [{ path }] = (await world.sql<{ path: string }>('SELECT path FROM organization_placement WHERE organization_id = $1', [
      mine.id,
    ])) as [{ path: string }]
    const secretary = await world.as([grantOver('OFFICER', path)])
    const own = await secretary.query(
      `query ($id: ID!) { organization(id: $id) { code parent { code } ancestors { code } placements { parent { code } } } organizations(first: 100) { totalCount nodes { code } } }`,
      { id: mine.id },
    )
    expect(own.data.organization).toEqual({ code: mine.code, parent: null, ancestors: [], placements: [{ parent: null }] })
    expect(own.data.organizations).toEqual({ totalCount: 1, nodes: [{ code: mine.code }] })
    const foreign = await secretary.query(`query ($id: ID!) { organization(id: $id) { code } }`, { id: theirs.id })
    expect(foreign).toMatchObject({ data: { organization: null }, errors: [{ code: 'NOT_FOUND' }] })
    const renamed = await secretary.query(
      `mutation ($input: RenameOrganizationInput!) { renameOrganization(input: $input) { organization { code } } }`,
      { input: { id: theirs.id, version: 1, name: '改名', effectiveOn: '2024-01-01' } },
    )
    expect(renamed.errors[0]?.code).toBe('NOT_FOUND')
    expect(await world.sql(`SELECT action, outcome FROM audit_entry WHERE actor_id = $1`, [secretary.viewer.accountId])).toEqual([
      { action: 'organization.rename', outcome: 'DENIED' },
    ])
  })

  it('answers a repeated idempotency key with the first result', async () => {
    const input = {
      code: 'ONCE',
      name: '只建一次',
      kind: 'PARTY',
      level: 'COMMITTEE',
      establishedOn: '2020-01-01',
      idempotencyKey: 'key-1',
    }
    const answers = await Promise.all(Array.from({ length: 5 }, () => administrator.query(create, { input })))
    expect(new Set(answers.map((answer) => answer.data.createOrganization.organization.id)).size).toBe(1)
    const other = await administrator.query(create, { input: { ...input, name: '另一个' } })
    expect(other.errors[0]?.code).toBe('IDEMPOTENCY_MISMATCH')
  })
})
