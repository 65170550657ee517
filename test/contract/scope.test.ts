import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { clientScopes } from '@qizhi/api/platform/access/permissions'
import { aTestWorld, grantOver, type TestClient, type TestWorld } from '@qizhi/api/testing/test-world'
import { aPopulatedRegion, type Region } from './region.ts'
import { type Walk, walks } from './schema-walk.ts'
import { valuesOf } from './walk-values.ts'

/**
 * Two sibling regions under one committee, each with everything an organisation can own; somebody whose grants end at the first must
 * learn nothing of the second, through any path of the schema.
 */
let world: TestWorld
let administrator: TestClient
let stranger: TestClient
let mine: Region
let theirs: Region

beforeAll(async () => {
  world = await aTestWorld()
  administrator = await world.as()
  mine = await aPopulatedRegion(world, administrator, '甲')
  theirs = await aPopulatedRegion(world, administrator, '乙')
  stranger = await world.as([grantOver('OFFICER', ...mine.paths)])
}, 60_000)
afterAll(() => world.close())

async function traces(client: TestClient, walk: Walk): Promise<string[]> {
  const { data } = await client.query(walk.document, walk.variables)
  const text = JSON.stringify(data)
  return theirs.secrets.filter((secret) => text.includes(secret))
}

describe('scope', () => {
  it('lets nothing of another subtree through, along any path of the schema', async () => {
    const leaks: string[] = []
    let fields = 0
    for (const region of [theirs, mine]) {
      // from what is behind any object, every other is a step away: one less does there
      for (const walk of walks(
        world.schema,
        (root) => (root === 'node' || root === 'changes' || region === theirs ? 2 : 3),
        valuesOf(region),
      )) {
        fields += 1
        for (const trace of await traces(stranger, walk)) leaks.push(`${walk.path}: ${trace}`)
      }
    }
    expect(leaks).toEqual([])
    expect(fields).toBeGreaterThan(500)
  }, 240_000)

  it('walks where there is something to find: who may see everything meets the other region on those paths', async () => {
    const met = new Set<string>()
    for (const walk of walks(world.schema, 2, valuesOf(theirs))) {
      const found = await traces(administrator, walk)
      if (found.length > 0) for (const field of walk.path.split('.')) met.add(field)
    }
    for (const field of [
      'organization',
      'organizations',
      'children',
      'parent',
      'member',
      'members',
      'memberships',
      'activity',
      'activities',
      'attendances',
      'placements',
      'events',
      'names',
      'ledBy',
      'covers',
      'ledger',
      'memberCounts',
      'membershipChanges',
      'subtotals',
      'reports',
      'reportResult',
      'sharedWith',
      'apiClient',
      'apiClients',
      'webhook',
      'webhooks',
      'deliveries',
      'snapshots',
      'reportSnapshot',
      'snapshotComparison',
      'node',
    ]) {
      expect(met).toContain(field)
    }
  }, 120_000)

  it('finds by id exactly what the lists show', async () => {
    const lists = {
      Organization: `{ rows: organizations(first: 200) { nodes { id } } }`,
      Member: `{ rows: members(first: 200) { nodes { id } } }`,
      Activity: `{ rows: activities(first: 200) { nodes { id } } }`,
      Report: `{ rows: reports(first: 200) { nodes { id } } }`,
    }
    for (const [type, document] of Object.entries(lists)) {
      const all = (await administrator.query(document)).data.rows.nodes.map((node: { id: string }) => node.id) as string[]
      const listed = new Set<string>((await stranger.query(document)).data.rows.nodes.map((node: { id: string }) => node.id))
      expect(listed.size).toBeGreaterThan(0)
      expect(listed.size).toBeLessThan(all.length)
      for (const id of all) {
        const { data, errors } = await stranger.query(`query ($id: ID!) { node(id: $id) { __typename id } }`, { id })
        if (listed.has(id)) expect(data.node.id).toBe(id)
        else expect({ type, data, code: errors[0]?.code }).toEqual({ type, data: { node: null }, code: 'NOT_FOUND' })
      }
    }
  })

  it('holds for a program as for a person, and for whoever administers a part', async () => {
    const leaks: string[] = []
    const program = await world.as([{ scopes: clientScopes, paths: mine.paths }])
    const manager = await world.as([grantOver('ADMINISTRATOR', ...mine.paths)])
    for (const walk of walks(world.schema, 2, valuesOf(theirs)))
      for (const client of [program, manager]) for (const trace of await traces(client, walk)) leaks.push(`${walk.path}: ${trace}`)
    expect(leaks).toEqual([])
    const { data } = await manager.query('{ apiClients(first: 10) { nodes { clientId } } }')
    expect(data.apiClients.nodes).toEqual([{ clientId: 'program-a' }])
  }, 240_000)

  it('gives a role without persons no person, along any path', async () => {
    const reporter = await world.as([{ role: 'REPORTER', paths: null }])
    const leaks: string[] = []
    for (const walk of walks(world.schema, 2, valuesOf(theirs))) {
      const { data } = await reporter.query(walk.document, walk.variables)
      const text = JSON.stringify(data)
      for (const person of theirs.persons) if (text.includes(person)) leaks.push(`${walk.path}: ${person}`)
    }
    expect(leaks).toEqual([])
  }, 120_000)
})
