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

/** So many paths share a document, which is parsed, validated and planned once for all of them. */
const together = 40

type Depth = Parameters<typeof walks>[1]

/** The paths whose every part was answered, and what the answer says. */
interface Answer {
  readonly walk: Walk
  readonly data: unknown
}

/**
 * What a client is answered along each path of the schema. An error of one path may blank out what another would say: where there is one,
 * each path is followed by itself.
 */
async function* answers(client: TestClient, region: Region, depth: Depth): AsyncGenerator<Answer> {
  for (const walk of walks(world.schema, depth, valuesOf(region), together)) {
    const { data, errors } = await client.query(walk.document, walk.variables)
    if (errors.length === 0) yield { walk, data }
    else for (const one of walk.alone()) yield { walk: one, data: (await client.query(one.document, one.variables)).data }
  }
}

interface Walked {
  /** How many paths were followed. */
  readonly paths: number
  /** Which of the words were said, and along which path. */
  readonly traces: readonly { readonly path: string; readonly word: string }[]
}

/** Follows every path of the schema, and looks for words in what is said. */
async function tracesOf(words: readonly string[], client: TestClient, region: Region, depth: Depth = 2): Promise<Walked> {
  const traces: { path: string; word: string }[] = []
  let paths = 0
  for await (const { walk, data } of answers(client, region, depth)) {
    paths += walk.paths.length
    const said = JSON.stringify(data)
    for (const word of words.filter((one) => said.includes(one))) {
      const ends = walk.parts(data).map((part) => JSON.stringify(part) ?? '')
      const along = walk.paths.filter((_, at) => ends[at]!.includes(word))
      // what is said on the way to the ends is said as well
      for (const path of along.length > 0 ? along : walk.paths) traces.push({ path, word })
    }
  }
  return { paths, traces }
}

/** How many paths of two steps the schema has, and of three where that is far enough. What is added to it adds to them. */
const known = { ofTwo: 2422, ofThree: 7800 }

describe('scope', () => {
  it('lets nothing of another subtree through, along any path of the schema', async () => {
    const given = await tracesOf(theirs.secrets, stranger, theirs)
    // from what is behind any object, every other is a step away: one less does there
    const found = await tracesOf(theirs.secrets, stranger, mine, (root) => (root === 'node' || root === 'changes' ? 2 : 3))
    expect([...given.traces, ...found.traces]).toEqual([])
    expect(given.paths).toBeGreaterThanOrEqual(known.ofTwo)
    expect(found.paths).toBeGreaterThanOrEqual(known.ofThree)
  }, 240_000)

  it('walks where there is something to find: who may see everything meets the other region on those paths', async () => {
    const { traces } = await tracesOf(theirs.secrets, administrator, theirs)
    const met = new Set(traces.flatMap(({ path }) => path.split('.')))
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
    const program = await world.as([{ scopes: clientScopes, paths: mine.paths }])
    const manager = await world.as([grantOver('ADMINISTRATOR', ...mine.paths)])
    for (const client of [program, manager]) {
      const { traces, paths } = await tracesOf(theirs.secrets, client, theirs)
      expect(traces).toEqual([])
      expect(paths).toBeGreaterThanOrEqual(known.ofTwo)
    }
    const { data } = await manager.query('{ apiClients(first: 10) { nodes { clientId } } }')
    expect(data.apiClients.nodes).toEqual([{ clientId: 'program-a' }])
  }, 240_000)

  it('gives a role without persons no person, along any path', async () => {
    const reporter = await world.as([{ role: 'REPORTER', paths: null }])
    const { traces, paths } = await tracesOf(theirs.persons, reporter, theirs)
    expect(traces).toEqual([])
    expect(paths).toBeGreaterThanOrEqual(known.ofTwo)
  }, 120_000)
})
